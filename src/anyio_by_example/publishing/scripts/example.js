/* What the bar of an example does, and the lines that an address names. cite.js, which comes with the first citation,
   cites. */

(() => {
  "use strict";

  const { root, say, copy, load } = window.byExample;
  const RANGE = /-L(\d+)(?:-L(\d+))?$/;

  // what is cited is the published site, also from a copy of it
  const address = (path) => new URL(path, document.documentElement.dataset.site || root).href;

  /* The lines that an address names: those of its end, as in #timeouts-nested-L7-L9. */
  function linesOf(hash) {
    const found = RANGE.exec(hash);
    return found ? [+found[1], +(found[2] || found[1])].sort((a, b) => a - b) : null;
  }

  /* The number of a line of code, by its anchor. */
  const numberOf = ({ id }) => linesOf(id)[0];

  function showLines(scroll) {
    for (const line of document.querySelectorAll(".is-cited")) line.classList.remove("is-cited");
    const id = decodeURIComponent(location.hash.slice(1));
    const lines = linesOf(id);
    const ident = id.replace(RANGE, "");
    if (!lines || !document.getElementById(ident)) return;
    for (let line = lines[0]; line <= lines[1]; line++) {
      document.getElementById(`${ident}-L${line}`)?.classList.add("is-cited");
    }
    if (scroll && lines[0] !== lines[1]) document.getElementById(`${ident}-L${lines[0]}`)?.scrollIntoView({ block: "center" });
  }

  Object.assign(window.byExample, { address, linesOf, numberOf, RANGE });
  addEventListener("hashchange", () => showLines(true));
  showLines(true);

  // a number is a link to its line; with Shift, to all lines from the last one on
  document.addEventListener("click", (event) => {
    const line = event.target.closest?.(".example-code > a[id]");
    const ident = line?.id.replace(RANGE, "");
    const now = location.hash.slice(1);
    if (!line || !event.shiftKey || now.replace(RANGE, "") !== ident || !linesOf(now)) return;
    event.preventDefault();
    const [first, last] = [linesOf(now)[0], numberOf(line)].sort((a, b) => a - b);
    history.replaceState(null, "", `#${ident}-L${first}-L${last}`);
    showLines(false);
  });

  // what runs programs is loaded by who wants to run one
  const part = (name) => import(new URL(`run/${name}.js`, root));

  const missing = () => say("What runs programs could not be loaded");

  function runHere(example, button) {
    part("panel").then(({ open }) => open(example, button), missing);
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
    if (button) return ACTIONS[button.dataset.action](button.closest(".example"), button);
    const point = event.target.closest?.(".point[id]");
    if (!point || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", `#${point.id}`);
    cite(null, point);
  });
  // a click on a button may end a selection before it arrives
  document.addEventListener("mousedown", (event) => event.target.closest?.("[data-action]") && event.preventDefault());
})();
