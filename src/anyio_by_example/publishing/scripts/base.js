/* What the other parts use: what was done said aloud, the clipboard, what is loaded later. */

(() => {
  "use strict";

  const root = new URL(`${document.documentElement.dataset.base}/`, location.href);

  // where a host's own policy lets no script of the page's text run, this one does
  document.documentElement.classList.add("js");

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
      element[isStyle ? "href" : "src"] = new URL(path, root);
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

  Object.assign(window.byExample, { root, say, copy, load });
})();
