/* What every page has: colours, the reader's backend, what was done said aloud, the table of contents. */

(() => {
  "use strict";

  const root = document.documentElement;

  /* Keep a choice; an empty one is the default. */
  function keep(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      // a browser that keeps nothing
    }
  }

  /* Say what was done: shown for a moment, and read out by a screen reader. */
  const said = document.querySelector(".said");
  let silence;

  function say(text) {
    clearTimeout(silence);
    said.textContent = "";
    // a region that is told the same twice says it once
    requestAnimationFrame(() => (said.textContent = text));
    silence = setTimeout(() => (said.textContent = ""), 5000);
  }

  /* The clipboard; and where there is none, as on an address without TLS, a field that is copied from. */
  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      const focused = document.activeElement;
      field.value = text;
      field.className = "visually-hidden";
      (document.querySelector(":popover-open") || document.body).append(field);
      field.select();
      const isCopied = document.execCommand("copy");
      field.remove();
      focused?.focus();
      if (!isCopied) return say("The browser doesn't allow copying");
    }
    say(done);
  }

  /* Load a script or a style sheet of the site, once; what couldn't be loaded is tried again when it's asked for. */
  const loaded = {};

  function load(path) {
    loaded[path] ??= new Promise((resolve, reject) => {
      const isStyle = path.endsWith(".css");
      const element = document.createElement(isStyle ? "link" : "script");
      if (isStyle) element.rel = "stylesheet";
      element[isStyle ? "href" : "src"] = new URL(path, window.byExample.root);
      element.onload = resolve;
      element.onerror = () => {
        delete loaded[path];
        element.remove();
        reject(new Error(`${path} can't be loaded`));
      };
      document.head.append(element);
    });
    return loaded[path];
  }

  window.byExample = { root: new URL(`${root.dataset.base}/`, location.href), say, copy, load };

  // colours: as the system has them, until the reader says otherwise
  const scheme = document.getElementById("scheme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const showScheme = () => scheme.setAttribute("aria-pressed", String(isDark()));
  scheme.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    keep("scheme", (wanted === "dark") === system.matches ? "" : wanted);
    showScheme();
  });
  system.addEventListener("change", showScheme);
  showScheme();

  // the backend whose outputs are shown where they differ
  const choice = document.querySelector(".choice");
  choice.querySelector(`[value="${root.dataset.backend || ""}"]`).checked = true;
  choice.addEventListener("change", ({ target }) => keep("backend", target.value));

  // an address that this page no longer has, or that was moved, and one that another page has
  function isThere() {
    const id = decodeURIComponent(location.hash.slice(1));
    // a program in the playground's address is no id
    return !id || id.includes("=") || document.getElementById(id) || document.getElementById(id.replace(/-L\d+(-L\d+)?$/, ""));
  }

  function follow() {
    if (isThere()) return;
    const script = document.createElement("script");
    script.src = new URL("assets/moved.js", window.byExample.root);
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
    if (!pictures.length || window.byExample.early) return;
    const early = [event];
    const remember = (each) => early.push(each);
    const kinds = ["pointermove", "pointerup", "focusin", "keydown"];
    const forget = () => kinds.forEach((kind) => removeEventListener(kind, remember));
    for (const kind of kinds) addEventListener(kind, remember);
    window.byExample.early = early;
    load("assets/timeline.js").then(forget, forget);
  }

  for (const kind of ["pointermove", "pointerdown", "focusin"]) addEventListener(kind, explain, { once: true });

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
    if (matchMedia("(min-width: 80rem)").matches) contents.open = true;
  }

  // in a menu, the page itself; only where the menu scrolls by itself
  // and after the first picture, when its size is known
  requestAnimationFrame(() =>
    setTimeout(() => {
      const here = document.querySelector(".menu [aria-current]");
      const menu = document.getElementById("menu");
      if (here && menu.scrollHeight > menu.clientHeight) menu.scrollTop = here.offsetTop - menu.clientHeight / 3;
    }),
  );

  // shortcuts of one key can be in the way of other software, so they can be switched off
  const single = document.getElementById("single-keys");
  const keys = document.getElementById("keys");
  single.checked = root.dataset.keys !== "off";
  single.addEventListener("change", () => keep("keys", single.checked ? "" : "off"));

  function nextBackend() {
    const options = [...choice.querySelectorAll("input")];
    const next = options[(options.findIndex((option) => option.checked) + 1) % options.length];
    next.checked = true;
    keep("backend", next.value);
    say(next.value ? `Where backends differ: ${next.parentElement.textContent.trim()} only` : "Outputs of both backends");
  }

  const SHORTCUTS = {
    n: () => document.querySelector('.turn [rel="next"]')?.click(),
    p: () => document.querySelector('.turn [rel="prev"]')?.click(),
    b: nextBackend,
    "?": () => keys.togglePopover(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || root.dataset.keys === "off") return;
    if (event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog")) return;
    SHORTCUTS[event.key]?.();
  });

  // on paper, an address is what it leads to; not of what is on the same paper, or a name to look up
  addEventListener("beforeprint", () => {
    for (const a of document.querySelectorAll(".prose :is(p, li, td, dd) > a[href]:not(:has(> code:only-child))")) {
      if (a.pathname === location.pathname || a.closest(".term, .api-used, .api-uses, .catalogue")) continue;
      a.dataset.address = a.href;
    }
  });
})();
