/* The page while the program runs: each second, what is shown becomes what has happened since.

   Drawing takes time from the program, so a large picture comes less often. */

const EVERY = 1000;
const SHARE = 5;
const PARTS = [".tl-picture", ".tl-legend", ".tl-words > summary", ".tl-words > ol"];

const said = document.querySelector(".live");

const show = (html) => {
  const next = new DOMParser().parseFromString(html, "text/html");
  const box = document.querySelector(".tl");
  /* Before there is a picture, there is nothing that a reader could have chosen. */
  if (!box || !next.querySelector(".tl")) {
    if (Boolean(box) !== Boolean(next.querySelector(".tl"))) location.reload();
    return;
  }
  document.querySelector("h1").textContent = next.querySelector("h1").textContent;
  for (const part of PARTS) box.querySelector(part).replaceChildren(...next.querySelector(part).childNodes);
  const fold = next.querySelector(".tl-all");
  if (fold && !box.querySelector(".tl-all")) box.querySelector(".tl-picture").after(fold);
  box.classList.toggle("is-large", Boolean(fold));
  document.querySelector('[type="search"]')?.dispatchEvent(new Event("input"));
};

const turn = async () => {
  const begin = performance.now();
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.ok) show(await answer.text());
    setTimeout(turn, Math.max(EVERY, SHARE * (performance.now() - begin)));
  } catch {
    said.textContent = `The program has ended, or its process doesn't answer. ${said.dataset.end}`;
  }
};

setTimeout(turn, EVERY);
