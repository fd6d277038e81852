/* Marks what belongs together in an example: lines of code, links to them in the text, lines of output, parts of its
   timeline. All can be read without it; page.js loads it for who points at something. */

(() => {
  "use strict";

  const PART = "[data-line], [data-print]";
  const { numberOf } = window.byExample;
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  const described = new WeakMap();
  const hints = new Map();
  let marked = [];
  let reached = null;
  let last = "";

  const placeOf = (element) => element.closest("[data-runtime], [data-runtimes]");
  const runtimesOf = ({ dataset }) => (dataset.runtimes || dataset.runtime).split(" ");

  /* Whether two elements tell of the same run: printed lines are numbered within one. */
  const isSameRun = (one, other) => runtimesOf(placeOf(one)).some((name) => runtimesOf(placeOf(other)).includes(name));

  function related(example, line, part) {
    const found = new Set();
    const ofPrint = (one) =>
      [...example.querySelectorAll(`[data-print="${one.dataset.print}"]`)].filter((other) => isSameRun(one, other));
    if (part?.dataset.print) for (const element of ofPrint(part)) found.add(element);
    else for (const element of example.querySelectorAll(`[data-line="${line}"]`)) found.add(element);
    for (const element of [...found]) {
      if (element.dataset.print) for (const same of ofPrint(element)) found.add(same);
      found.add(document.getElementById(`${example.id}-L${element.dataset.line || line}`));
    }
    found.delete(null);
    return [...found];
  }

  function mark(elements) {
    for (const element of marked) element.classList.remove("tl-hot");
    for (const element of elements) element.classList.add("tl-hot");
    marked = elements;
    if (!elements.length) last = "";
    for (const [line, hint] of hints) line.replaceChildren(...hint);
    hints.clear();
    reached = null;
  }

  /* Say below a picture what one of its parts is. */
  function tell(part) {
    const line = part.closest(".tl")?.querySelector(".tl-told");
    if (!line || !part.matches("g")) return;
    const row = part.parentElement.querySelector(":scope > .tl-name");
    reached = part;
    if (!hints.has(line)) hints.set(line, [...line.childNodes]);
    line.textContent = [row?.textContent, part.getAttribute("aria-label")].filter(Boolean).join(": ");
  }

  /* The line of code that is pointed at. */
  function lineAt(target) {
    const line = target.closest(".example-code > span");
    return line && String(numberOf(line.firstElementChild));
  }

  /* The link in the text that something is in, and the line of code that it leads to, if that is on this page. */
  function linkedLine(target) {
    const link = target.closest?.(".prose a[href*='-L']:not(.example-code *)");
    const line = link?.pathname === location.pathname && document.getElementById(link.hash.slice(1));
    return line && line.matches(".example-code a") ? { link, line } : null;
  }

  function look(target, isPointed) {
    if (target.closest?.("[data-step]")) return;
    const linked = linkedLine(target)?.line;
    const example = (linked ?? target).closest?.(".example");
    const part = linked || !example ? null : target.closest(PART);
    const code = isPointed && !linked && example?.querySelector(".tl") && target.closest(".example-code");
    const line = linked ? String(numberOf(linked)) : code ? lineAt(target) : part?.dataset.line;
    if (!line && !part?.dataset.print) return mark([]);
    const runtimes = part && placeOf(part) ? runtimesOf(placeOf(part)).join() : "";
    const now = [example.id, line, part?.dataset.print, runtimes].join(" ");
    // a line that nothing belongs to is marked only as the end of a link
    if (now !== last) mark([...related(example, line, code ? null : part), ...(linked ? [linked] : [])]);
    last = now;
    if (part && part !== reached) tell(part);
  }

  /* Where a part begins: its name, on the left of all, tells nothing of that. */
  const startOf = (part) => part.querySelector(":scope > :is(path, rect, circle)").getBBox().x;

  /* The parts of a picture in the order of their starts, with roles and names; those of the narrow one
     have the tooltips of the wide one, which has the same parts. */
  function describe(picture) {
    if (described.has(picture)) return described.get(picture);
    const parts = [...picture.querySelectorAll(PART)];
    const wide = picture.parentElement.querySelector(".tl-wide").querySelectorAll(PART);
    parts.forEach((part, number) => {
      const title = wide[number].querySelector(":scope > title");
      if (title && wide[number] !== part) part.prepend(title.cloneNode(true));
      part.setAttribute("role", part.querySelector(PART) ? "group" : "img");
      part.setAttribute("aria-label", title ? title.textContent : part.textContent);
      part.setAttribute("tabindex", "-1");
    });
    const starts = new Map(parts.map((part) => [part, startOf(part)]));
    parts.sort((one, other) => starts.get(one) - starts.get(other));
    described.set(picture, parts);
    return parts;
  }

  /* Go on from a part of a picture, or from the picture as a whole, by some parts. */
  function go(picture, from, steps) {
    const parts = describe(picture);
    // what has parts that can be reached is no image
    picture.setAttribute("role", "group");
    const next = parts.indexOf(from) + steps;
    const part = parts[Math.max(0, Math.min(next, parts.length - 1))];
    part.focus();
    return part;
  }

  function step(event) {
    const picture = event.target.closest?.(".tl-svg");
    if (event.key === "Escape") {
      mark([]);
      picture?.focus();
    }
    if (!picture || !(event.key in STEPS)) return;
    event.preventDefault();
    go(picture, event.target, STEPS[event.key]);
  }

  /* The same for who has no keys: on from the part that was touched last. */
  function press({ target }) {
    const steps = target.closest?.("[data-step]")?.dataset.step;
    if (!steps) return;
    const picture = [...target.closest(".tl").querySelectorAll(".tl-svg")].find((each) => each.checkVisibility());
    look(go(picture, reached, Number(steps)));
  }

  function point(event) {
    const picture = event.target.closest?.(".tl-svg");
    if (picture) describe(picture);
    look(event.target, true);
  }

  const LISTENERS = {
    pointermove: (event) => event.pointerType === "touch" || point(event),
    // the mark of a tap stays until the next one
    pointerup: point,
    focusin: ({ target }) => target.matches(":focus-visible") && look(target),
    keydown: step,
    click: press,
  };

  for (const [kind, listen] of Object.entries(LISTENERS)) document.addEventListener(kind, listen);
  document.documentElement.addEventListener("pointerleave", (event) => event.pointerType === "touch" || mark([]));
  // what has happened since the reader first reached for something
  for (const event of window.byExample.early) LISTENERS[event.type]?.(event);
  window.byExample.linkedLine = linkedLine;
})();
