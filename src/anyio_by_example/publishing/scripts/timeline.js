/* Marks what belongs together in an example: lines of code, links to them in the text, lines of output, parts of its
   timeline. All can be read without it; page.js loads it for who points at something. */

(() => {
  "use strict";

  const PART = "[data-line], [data-print]";
  const { numberOf } = window.byExample;
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  const described = new WeakSet();
  let marked = [];
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
  }

  /* Give the parts of a picture their roles and names, and those of the narrow one the tooltips of the
     wide one, which has the same parts. */
  function describe(picture) {
    const parts = [...picture.querySelectorAll(PART)];
    if (described.has(picture)) return parts;
    described.add(picture);
    const wide = picture.parentElement.querySelector(".tl-wide").querySelectorAll(PART);
    parts.forEach((part, number) => {
      const title = wide[number].querySelector(":scope > title");
      if (title && wide[number] !== part) part.prepend(title.cloneNode(true));
      part.setAttribute("role", part.querySelector(PART) ? "group" : "img");
      part.setAttribute("aria-label", title ? title.textContent : part.textContent);
      part.setAttribute("tabindex", "-1");
    });
    return parts;
  }

  function step(event) {
    const picture = event.target.closest?.(".tl-svg");
    if (event.key === "Escape") {
      mark([]);
      picture?.focus();
    }
    if (!picture || !(event.key in STEPS)) return;
    event.preventDefault();
    const parts = describe(picture);
    // what has parts that can be reached is no image
    picture.setAttribute("role", "group");
    const next = parts.indexOf(event.target) + STEPS[event.key];
    parts[Math.max(0, Math.min(next, parts.length - 1))]?.focus();
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
  };

  for (const [kind, listen] of Object.entries(LISTENERS)) document.addEventListener(kind, listen);
  document.documentElement.addEventListener("pointerleave", (event) => event.pointerType === "touch" || mark([]));
  // what has happened since the reader first reached for something
  for (const event of window.byExample.early) LISTENERS[event.type]?.(event);
  window.byExample.linkedLine = linkedLine;
})();
