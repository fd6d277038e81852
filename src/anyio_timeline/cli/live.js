/* The page while the program runs: each second, what is shown becomes what has happened since.

   To tell it takes time from the program, so what took long is asked for less often. */

const EVERY = 1000;
const SHARE = 5;
const TRIES = 3;
const PARTS = [".tl-picture > *", ".tl-legend", ".tl-words > ol"];

const said = document.querySelector(".live");
let failed = 0;

/* What was sought stays marked; nothing else that a reader has chosen changes. */
const mark = () => {
  const wanted = document.querySelector('[type="search"]')?.value.trim().toLowerCase();
  if (!wanted) return;
  const has = (element) => element.textContent.toLowerCase().includes(wanted);
  for (const row of document.querySelectorAll(".tl-svg > g")) row.classList.toggle("is-other", !has(row));
  for (const event of document.querySelectorAll(".tl-words li")) event.hidden = !has(event);
};

const show = (html) => {
  const next = new DOMParser().parseFromString(html, "text/html");
  const box = document.querySelector(".tl");
  /* Before there is a picture, there is nothing that a reader could have chosen. */
  if (!box !== !next.querySelector(".tl")) return location.reload();
  const status = next.querySelector(".live");
  said.textContent = status.textContent;
  said.toggleAttribute("data-over", status.hasAttribute("data-over"));
  if (!box) return;
  for (const part of ["h1", ".tl-words > summary"]) {
    document.querySelector(part).textContent = next.querySelector(part).textContent;
  }
  for (const part of PARTS) {
    const now = [...box.querySelectorAll(part)];
    [...next.querySelectorAll(part)].forEach((each, n) => now[n].replaceWith(each));
  }
  const fold = next.querySelector(".tl-all");
  if (fold && !box.querySelector(".tl-all")) box.querySelector(".tl-picture").after(fold);
  box.classList.toggle("is-large", Boolean(fold));
  mark();
};

const turn = async () => {
  const begin = performance.now();
  let html = "";
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    html = await answer.text();
    failed = 0;
  } catch {
    failed += 1;
  }
  if (html) show(html);
  if (failed === TRIES) said.textContent = `The program has ended, or doesn't answer. ${said.dataset.end}`;
  if (failed === TRIES || said.hasAttribute("data-over")) return;
  setTimeout(turn, Math.max(EVERY, SHARE * (performance.now() - begin)));
};

if (!said.hasAttribute("data-over")) setTimeout(turn, EVERY);
