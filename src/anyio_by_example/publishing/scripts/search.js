/* The search: a dialog whose data comes when it is first opened, as a script, since a page that was opened from a
   disk may not fetch. What comes with the data reads tracebacks, finds and shows; this opens and closes. */

(() => {
  "use strict";

  const dialog = document.getElementById("search");
  const opener = document.getElementById("search-open");
  if (!dialog || !opener) return;

  const DATA = "assets/search-data.js";
  const FIELDS = "input:not([type='radio'], [type='checkbox']), textarea, select, [contenteditable]";
  const input = dialog.querySelector("input");
  const count = dialog.querySelector(".search-count");
  const { load } = window.byExample;

  const styled = () => dialog.classList.add("is-styled");

  async function open(query) {
    if (!dialog.open) dialog.showModal();
    if (query !== undefined) input.value = query;
    input.focus();
    input.select();
    load("assets/search.css").then(styled, styled);
    try {
      if (!window.byExample.finding) count.textContent = "Loading …";
      await load(DATA);
      if (query?.includes("\n")) {
        input.value = window.byExample.essence(query);
        // what a group holds may be the program's own, and its page that of the group
        window.byExample.pasted = { query: input.value, page: window.byExample.known.answer(query)?.page };
      }
      window.byExample.show();
    } catch (error) {
      count.textContent = `The search doesn't work: ${error.message}`;
    }
  }

  opener.hidden = false;
  opener.addEventListener("click", () => open());
  dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
  dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    if (!text.trim().includes("\n")) return;
    // a field has one line, and a traceback tells more by its lines
    event.preventDefault();
    open(text);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === input) {
      // a search field would be emptied, and the dialog stay
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("click", (event) => {
    const example = event.target.closest(".search-hint button");
    if (example) open(example.textContent);
    // a result on this page is under the dialog; and outside of it is the dialog's backdrop
    const isLeaving = event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (isLeaving || event.target === dialog) dialog.close();
  });

  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const isField = event.target.closest?.(FIELDS);
    const isSlash = key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCommand = key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if ((isField && event.target !== input) || !(isCommand || (isSlash && !dialog.open))) return;
    event.preventDefault();
    open();
  });

  // a search that was linked
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) open(asked.slice(0, input.maxLength));
})();
