/* The list of all examples: shows those that match what the reader chose, which the address keeps. */

(() => {
  "use strict";

  const catalogue = document.querySelector(".catalogue");
  if (!catalogue) return;

  const form = catalogue.querySelector("form");
  const found = form.querySelector("[role=status]");
  const none = catalogue.querySelector(".catalogue-none");
  const reset = form.querySelector("[type=reset]");
  // characters of what is looked for; an address may have any number
  const LONGEST = 300;
  const FIELDS = ["text", "topic", "api", "on", "kind"];

  const rows = [...catalogue.querySelectorAll("li")].map((element) => {
    const names = element.querySelector(".catalogue-api");
    const api = names ? names.textContent.split(", ").map((name) => `anyio.${name}`) : [];
    const [caption, file] = element.querySelectorAll("p");
    return {
      element,
      api,
      topic: element.closest("section").dataset.topic,
      on: element.dataset.on.split(" "),
      kind: "wrong" in element.dataset ? "wrong" : "right",
      text: [caption.textContent, file.querySelector("code").textContent, ...api].join("\n").toLowerCase(),
    };
  });

  const known = [...new Set(rows.flatMap((row) => row.api))];
  known.sort((a, b) => a.toLowerCase() < b.toLowerCase() ? -1 : 1);
  form.api.append(...known.map((name) => new Option(name)));

  const matches = {
    text: (row, said) => said.toLowerCase().split(/\s+/).every((word) => row.text.includes(word)),
    topic: (row, name) => row.topic === name,
    // a class stands for its methods too
    api: (row, name) => row.api.some((used) => used === name || used.startsWith(`${name}.`)),
    on: (row, name) => row.on.includes(name),
    kind: (row, name) => row.kind === name,
  };

  function filter() {
    const chosen = FIELDS.filter((field) => form[field].value.trim());
    let count = 0;
    for (const row of rows) {
      const isShown = chosen.every((field) => matches[field](row, form[field].value.trim()));
      row.element.hidden = !isShown;
      count += isShown;
    }
    for (const section of catalogue.querySelectorAll("section")) {
      section.hidden = !section.querySelector("li:not([hidden])");
    }
    none.hidden = count > 0;
    reset.disabled = !chosen.length;
    const text = chosen.length ? `${count} of ${rows.length} examples` : `${rows.length} examples`;
    if (found.textContent !== text) found.textContent = text;
    return chosen;
  }

  /* Let the address say what is chosen, so that it can be linked and comes back. */
  function keep(chosen) {
    const address = new URL(location.href);
    for (const field of FIELDS) address.searchParams.delete(field);
    for (const field of chosen) address.searchParams.set(field, form[field].value.trim());
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // a browser that changes no address, as some do with files
    }
  }

  function restore() {
    const said = new URLSearchParams(location.search);
    for (const field of FIELDS) {
      const value = (said.get(field) || "").slice(0, LONGEST);
      const control = form[field];
      const isUnknown = control.options && ![...control.options].some((each) => each.value === value);
      // a name that no example uses can be asked for; else nothing would be chosen, and all shown
      if (isUnknown) control.append(new Option(value));
      control.value = value;
    }
    filter();
  }

  form.addEventListener("input", () => keep(filter()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => keep(filter())));
  none.querySelector("button").addEventListener("click", () => {
    form.reset();
    form.text.focus();
  });
  // what a browser puts into the fields by itself, when one comes back, isn't what the address says
  addEventListener("pageshow", restore);
  restore();
})();
