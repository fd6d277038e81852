/* The box for a traceback on the page of all errors: it asks what the search asks, with the data of the search. */

(() => {
  "use strict";

  const form = document.querySelector(".errors-box");
  if (!form) return;

  const DATA = "assets/search-data.js";
  const NEAREST = 4;
  const text = form.elements.text;
  const status = form.querySelector("[role=status]");
  const list = form.querySelector(".errors-found");
  const { load } = window.byExample;

  function item({ address, title, place }) {
    const link = document.createElement("a");
    link.href = window.byExample.place(address);
    link.textContent = title;
    const row = document.createElement("li");
    row.append(link, place ? ` (${place})` : "");
    return row;
  }

  async function find() {
    const said = text.value.trim();
    list.hidden = true;
    if (!said) return void (status.textContent = "Paste something first.");
    status.textContent = "Looking …";
    try {
      await load(DATA);
    } catch (error) {
      return void (status.textContent = `The search doesn't work: ${error.message}`);
    }
    const { finding, known, essence } = window.byExample;
    const found = known.answer(said);
    const { results } = finding.find(found?.line ?? essence(said));
    const best = found && finding.page(found.page);
    const others = results.filter(({ address }) => address !== best?.address).slice(0, NEAREST);
    list.replaceChildren(...(best ? [best, ...others] : others).map(item));
    list.hidden = !list.children.length;
    status.textContent = best
      ? `The first of these is about “${found.line}”:`
      : list.hidden
        ? "No page is about this error."
        : "No page is about this error. These are nearest:";
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  // what was pasted is there after this event
  text.addEventListener("paste", () => setTimeout(find));
})();
