/* What the reader chooses: colours, the backend whose outputs are shown, single keys. */

(() => {
  "use strict";

  const root = document.documentElement;
  const { say } = window.byExample;
  // other sites of the same host may keep something, too
  const PREFIX = "anyio-by-example.";

  /* Keep a choice; an empty one is the default. What is read has to be known: see choices.html. */
  function keep(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    try {
      if (value) localStorage.setItem(PREFIX + name, value);
      else localStorage.removeItem(PREFIX + name);
    } catch {
      // a browser that keeps nothing
    }
  }

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

  // the backend whose outputs are shown where they differ: there, readers choose it
  const BACKENDS = { "": "Both", asyncio: "asyncio", trio: "Trio" };
  const choices = [];

  function choose(backend) {
    keep("backend", backend);
    for (const choice of choices) choice.querySelector(`[value="${backend}"]`).checked = true;
  }

  for (const line of document.querySelectorAll(".example-differs")) {
    const choice = document.createElement("span");
    choice.className = "choice";
    choice.role = "radiogroup";
    choice.ariaLabel = "Where the backends differ, show";
    for (const backend in BACKENDS) {
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { type: "radio", name: `backend-${choices.length}`, value: backend });
      if (backend) label.className = `choice-${backend}`;
      label.append(input, BACKENDS[backend]);
      choice.append(label);
    }
    choice.addEventListener("change", ({ target }) => choose(target.value));
    choices.push(choice);
    line.append(choice);
  }
  choose(root.dataset.backend || "");

  // shortcuts of one key can be in the way of other software, so they can be switched off
  const single = document.getElementById("single-keys");
  const keys = document.getElementById("keys");
  single.checked = root.dataset.keys !== "off";
  single.addEventListener("change", () => keep("keys", single.checked ? "" : "off"));

  function nextBackend() {
    const backends = Object.keys(BACKENDS);
    const next = backends[(backends.indexOf(root.dataset.backend || "") + 1) % backends.length];
    choose(next);
    say(next ? `Where backends differ: ${BACKENDS[next]} only` : "Outputs of both backends");
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
})();
