/* What the buttons and the menu of an example do, and the lines that an address names. cite.js, which comes with the first citation,
   cites. */

(() => {
  "use strict";

  const { root, say, copy, load, fragment } = window.byExample;
  const RANGE = /-L(\d+)(?:-L(\d+))?$/;

  // what is cited is the published site, also from a copy of it
  const address = (path) => new URL(path, document.documentElement.dataset.site || root).href;

  /* The number of a line of code, by its anchor. */
  const numberOf = ({ id }) => +RANGE.exec(id)[1];

  /* The lines that the address names, as in #timeouts-nested-L7-L9, by their anchors: those that are there. */
  function citedLines() {
    const id = fragment();
    const found = RANGE.exec(id);
    const example = found && document.getElementById(id.slice(0, found.index));
    if (!example?.matches(".example")) return [];
    const [first, last] = [+found[1], +(found[2] || found[1])].sort((a, b) => a - b);
    const lines = [...example.querySelectorAll(".example-code[data-main] a[id]")];
    return lines.filter((line) => numberOf(line) >= first && numberOf(line) <= last);
  }

  function showLines(scroll) {
    for (const line of document.querySelectorAll(".is-cited")) line.classList.remove("is-cited");
    const lines = citedLines();
    for (const line of lines) line.classList.add("is-cited");
    // to the only one, the browser has gone by itself, if it has its id from the address
    if (scroll && lines.length && lines[0].id !== location.hash.slice(1)) lines[0].scrollIntoView({ block: "center" });
  }

  Object.assign(window.byExample, { address, citedLines, numberOf });
  addEventListener("hashchange", () => showLines(true));
  showLines(true);

  // a number is a link to its line; with Shift, to all lines from the last one on
  document.addEventListener("click", (event) => {
    const line = event.target.closest?.(".example-code[data-main] a[id]");
    const cited = citedLines();
    if (!line || !event.shiftKey || cited[0]?.closest(".example-code") !== line.closest(".example-code")) return;
    event.preventDefault();
    const [first, last] = [cited[0], line].map(numberOf).sort((a, b) => a - b);
    history.replaceState(null, "", `#${line.closest(".example").id}-L${first}-L${last}`);
    showLines(false);
  });

  // what runs programs is loaded by who wants to run one
  const part = (name) => import(new URL(`run/${name}.js`, root));

  function missing() {
    const isOnDisk = location.protocol === "file:";
    const why = isOnDisk ? ": a page on a disk may load nothing" : navigator.onLine ? "" : ": there is no network";
    say(`What runs programs could not be loaded${why}`);
  }

  /* Who points at the button may press it: what is small of it comes meanwhile. */
  function foresee({ target }) {
    if (!target.closest?.('[data-action="here"]')) return;
    for (const type of FORESEEN) document.removeEventListener(type, foresee);
    part("panel").then(({ foresee }) => foresee()).catch(() => {});
  }
  const FORESEEN = ["pointerover", "focusin"];
  for (const type of FORESEEN) document.addEventListener(type, foresee);

  function runHere(example, button) {
    part("panel").then(({ run }) => run(example, button), missing);
  }

  const playground = document.querySelector("[data-playground]");
  if (playground) part("playground").then(({ start }) => start(playground), missing);

  /* Offer a citation of an example, or of the point that was pressed. */
  function cite(example, button) {
    Promise.all([load("assets/cite.js"), load("assets/cite.css")]).then(() => window.byExample.cite(example, button), ({ message }) => say(message));
  }

  /* The code of an example: what stands on the page for a character that nobody would see is that character again. */
  const codeOf = (example) =>
    example.querySelector(".example-code[data-main]").textContent.replace(/⟦\\[xuU](\w+)⟧/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));

  const ACTIONS = {
    here: runHere,
    copy: (example) => copy(codeOf(example), "Code copied"),
    run: (example) => copy(`uv run ${address(example.dataset.download)}`, "Command copied"),
    cite,
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-action]");
    if (button) {
      // what was chosen in a menu is done beside what opened it
      const menu = button.closest(MENU);
      if (menu) menu.open = false;
      return ACTIONS[button.dataset.action](button.closest(".example"), menu?.firstElementChild || button);
    }
    const point = event.target.closest?.(".point");
    if (!point || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // in a list, it has no place of its own
    if (point.id) history.replaceState(null, "", `#${point.id}`);
    cite(null, point);
  });

  // a menu closes like any other
  const MENU = ".example-more";

  function closeMenus(target) {
    for (const menu of document.querySelectorAll(`${MENU}[open]`)) if (!menu.contains(target)) menu.open = false;
  }

  document.addEventListener("pointerdown", ({ target }) => closeMenus(target));
  document.addEventListener("focusin", ({ target }) => closeMenus(target));
  document.addEventListener("keydown", ({ key, target }) => {
    const menu = key === "Escape" && document.querySelector(`${MENU}[open]`);
    if (!menu) return;
    if (menu.contains(target)) menu.firstElementChild.focus();
    menu.open = false;
  });
  // a click on a button may end a selection before it arrives
  document.addEventListener("mousedown", (event) => event.target.closest?.(`[data-action], ${MENU} > summary`) && event.preventDefault());
})();
