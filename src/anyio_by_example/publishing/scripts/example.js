/* What the bar of an example does: copy, the command that runs it, and citations of it or of lines. */

(() => {
  "use strict";

  const { root, say, copy } = window.byExample;
  const RANGE = /-L(\d+)(?:-L(\d+))?$/;

  // what is cited is the published site, also from a copy of it
  const address = (path) => new URL(path, document.documentElement.dataset.site || root).href;

  /* The lines that an address names: those of its end, as in #timeouts-nested-L7-L9. */
  function linesOf(hash) {
    const found = RANGE.exec(hash);
    return found ? [+found[1], +(found[2] || found[1])].sort((a, b) => a - b) : null;
  }

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

  addEventListener("hashchange", () => showLines(true));
  showLines(true);

  // a number is a link to its line; with Shift, to all lines from the last one on
  document.addEventListener("click", (event) => {
    const line = event.target.closest?.("a[data-line]");
    const ident = line?.id.replace(RANGE, "");
    const now = location.hash.slice(1);
    if (!line || !event.shiftKey || now.replace(RANGE, "") !== ident || !linesOf(now)) return;
    event.preventDefault();
    const [first, last] = [linesOf(now)[0], +line.dataset.line].sort((a, b) => a - b);
    history.replaceState(null, "", `#${ident}-L${first}-L${last}`);
    showLines(false);
  });

  /* The lines of an example that are selected as text, or else linked; null for the whole. */
  function chosenLines(example) {
    const selection = getSelection();
    const code = example.querySelector(".example-code[data-main]");
    if (!selection.isCollapsed && code.contains(selection.anchorNode) && code.contains(selection.focusNode)) {
      const range = selection.getRangeAt(0);
      const nodes = [...code.childNodes];
      const anchors = [...code.querySelectorAll("a[data-line]")];
      const first = anchors.findLast((line) => range.comparePoint(line, 0) < 0) || anchors[0];
      // a selection that ends before a line's anchor doesn't reach the line
      const last = anchors.findLast((line) => range.comparePoint(code, nodes.indexOf(line) + 1) <= 0) || first;
      return [+first.dataset.line, +last.dataset.line];
    }
    const id = location.hash.slice(1);
    return id.replace(RANGE, "") === example.id ? linesOf(id) : null;
  }

  const named = (lines) =>
    !lines ? "" : lines[0] === lines[1] ? `, line ${lines[0]}` : `, lines ${lines[0]} to ${lines[1]}`;

  /* What there is to say of an example: what it's called, where it is, what it ran on. */
  function sourceOf(example) {
    const lines = chosenLines(example);
    const fragment = !lines ? "" : lines[0] === lines[1] ? `#L${lines[0]}` : `#L${lines[0]}-L${lines[1]}`;
    const ran = example.querySelector(".example-ran");
    return {
      title: example.querySelector(".example-caption").textContent.trim().replace(/\.$/, "") + named(lines),
      href: address(example.dataset.address) + fragment,
      ran: ran ? ` (recorded with ${ran.textContent.trim()})` : "",
    };
  }

  function sourceOfPoint(point) {
    const text = point.closest("li").textContent.replace(/\s+/g, " ").trim();
    const title = text.slice(point.textContent.length).trim().split(/(?<=[.:?]) /)[0].replace(/[.:]$/, "");
    return { title: `${point.textContent}: ${title}`, href: address(`r/${point.id}/`), ran: "" };
  }

  const FORMATS = {
    Markdown: ({ title, href, ran }) => `[${title.replace(/[[\]]/g, "\\$&")}](${href})${ran}`,
    "Plain text": ({ title, href, ran }) => `${title}: ${href}${ran}`,
    "Address only": ({ href }) => href,
  };

  let box;

  function makeBox() {
    box = document.createElement("div");
    box.className = "cite";
    box.popover = "auto";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", "Cite");
    document.body.append(box);
  }

  /* Offer a citation in three forms, beside what was pressed. */
  function cite(button, source) {
    if (!box) makeBox();
    box.replaceChildren();
    for (const [name, format] of Object.entries(FORMATS)) {
      const text = format(source);
      const item = document.createElement("button");
      const label = document.createElement("b");
      const preview = document.createElement("span");
      item.type = "button";
      label.textContent = `Copy ${name === "Address only" ? "the address" : name === "Markdown" ? "as Markdown" : "as plain text"}`;
      preview.textContent = text;
      item.append(label, preview);
      item.addEventListener("click", () => {
        box.hidePopover();
        copy(text, "Citation copied");
      });
      box.append(item);
    }
    box.showPopover();
    const { left, bottom, top } = button.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const isBelow = bottom + height + 8 < innerHeight || top < height + 8;
    box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    box.style.top = `${isBelow ? bottom + 4 : top - height - 4}px`;
    box.addEventListener("toggle", (event) => event.newState === "closed" && button.focus(), { once: true });
    box.querySelector("button").focus();
  }

  // what runs programs is loaded by who wants to run one
  const part = (name) => import(new URL(`run/${name}.js`, root));

  const missing = () => say("What runs programs could not be loaded");

  function runHere(example, button) {
    part("panel").then(({ open }) => open(example, button), missing);
  }

  const playground = document.querySelector("[data-playground]");
  if (playground) part("playground").then(({ start }) => start(playground), missing);

  const ACTIONS = {
    here: runHere,
    copy: (example) => copy(example.querySelector(".example-code[data-main]").textContent, "Code copied"),
    run: (example) => copy(`uv run ${address(example.dataset.download)}`, "Command copied"),
    cite: (example, button) => cite(button, sourceOf(example)),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-action]");
    if (button) return ACTIONS[button.dataset.action](button.closest(".example"), button);
    const point = event.target.closest?.(".point[id]");
    if (!point || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", `#${point.id}`);
    cite(point, sourceOfPoint(point));
  });
  // a click on a button may end a selection before it arrives
  document.addEventListener("mousedown", (event) => event.target.closest?.("[data-action]") && event.preventDefault());
})();
