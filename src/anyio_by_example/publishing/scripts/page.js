/* What every page has: a way on from what it lacks, the table of contents, buttons to copy code, addresses on paper. */

(() => {
  "use strict";

  const { root, load, copy, fragment } = window.byExample;

  // an address that this page no longer has, or that was moved, and one that another page has
  function isThere() {
    const id = fragment();
    // a program in the playground's address is no id
    return !id || id.includes("=") || document.getElementById(id) || document.getElementById(id.replace(/-L\d+(-L\d+)?$/, ""));
  }

  function follow() {
    if (isThere()) return;
    const script = document.createElement("script");
    script.src = new URL("assets/moved.js", root);
    script.onload = script.onerror = () => script.remove();
    document.head.append(script);
  }

  addEventListener("hashchange", follow);
  follow();

  // without a server, a folder has no page of its own
  if (location.protocol === "file:") {
    for (const a of document.querySelectorAll("a[href]")) {
      if (a.protocol === "file:" && a.pathname.endsWith("/")) a.pathname += "index.html";
    }
  }

  // what names in code mean, what belongs together in a timeline, and the search, nobody needs before pointing at it
  const pictures = document.querySelectorAll(".tl-svg");
  for (const picture of pictures) picture.setAttribute("tabindex", "0");

  function explain(event) {
    // a page reads as well without
    for (const part of ["assets/tips.css", "assets/search.css"]) load(part).catch(() => {});
    tie(event);
  }

  /* Have marked and shown what belongs together, also for what happens until that is loaded. */
  function tie(event) {
    if (window.byExample.early || !document.querySelector(".example")) return;
    const early = [event];
    const remember = (each) => early.push(each);
    const kinds = ["pointermove", "pointerdown", "pointerup", "focusin", "keydown"];
    const forget = () => kinds.forEach((kind) => removeEventListener(kind, remember));
    for (const kind of kinds) addEventListener(kind, remember);
    window.byExample.early = early;
    const parts = ["assets/peek.css", "assets/timeline.js"].map(load);
    Promise.all(parts).then(() => load("assets/peek.js")).then(forget, forget);
  }

  for (const kind of ["pointermove", "pointerdown", "focusin"]) addEventListener(kind, explain, { once: true });
  // what a tap does can't be said after it
  if (matchMedia("(hover: none)").matches) addEventListener("load", tie);

  // code outside of examples
  for (const code of document.querySelectorAll(".prose .highlight > pre > code, .prose .highlight > code")) {
    const block = code.closest(".highlight");
    if (block.closest(".example, .doc-signature, .doc-overloads")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code";
    button.textContent = "Copy";
    button.addEventListener("click", () => copy(code.textContent, "Copied"));
    block.append(button);
  }

  // what scrolls must be reached with the keyboard
  const sized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const table of document.querySelectorAll(".prose table")) sized.observe(table);

  // where the reader is, in the table of contents
  const contents = document.querySelector(".toc");
  if (contents) {
    const links = new Map([...contents.querySelectorAll("a")].map((a) => [a.hash.slice(1), a]));
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    const mark = () => {
      const passed = headings.findLast((heading) => heading.getBoundingClientRect().top < 120);
      for (const [id, a] of links) {
        if (id === passed?.id) a.setAttribute("aria-current", "true");
        else a.removeAttribute("aria-current");
      }
    };
    const seen = new IntersectionObserver(mark, { rootMargin: "-100px 0px -60% 0px" });
    for (const heading of headings) seen.observe(heading);
    // where it has a column of its own
    if (getComputedStyle(contents).gridColumnStart === "3") contents.open = true;
    // where it's above the page, it would stay in front of what was chosen
    contents.addEventListener("click", ({ target }) => {
      if (target.closest("a") && getComputedStyle(contents).zIndex !== "auto") contents.open = false;
    });
  }

  // on paper, an address is what it leads to; not of what is on the same paper, or a name to look up
  addEventListener("beforeprint", () => {
    for (const a of document.querySelectorAll(".prose :is(p, li, td, dd) > a[href]:not(:has(> code:only-child))")) {
      if (a.pathname === location.pathname || a.closest(".term, .api-used, .api-uses, .catalogue, .all-changes")) continue;
      a.dataset.address = a.href;
    }
  });
})();
