/* The list of all examples, which readers filter. */

(() => {
  "use strict";

  const catalogue = document.querySelector(".catalogue");
  if (!catalogue) return;

  const form = catalogue.querySelector("form");
  const names = form.dataset.names.split(" ").filter(Boolean);
  // they come with those first that most examples use, which keeps the page small
  const sorted = [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  form.elements.api.append(...sorted.map((name) => new Option(`anyio.${name}`, `anyio.${name}`)));

  /* A name, and what it is in: a class stands for its methods too. */
  const standing = (name) => name.split(".").map((_, at, parts) => ["anyio", ...parts.slice(0, at + 1)].join("."));

  function row(element) {
    const { api, on, wrong, right, here } = element.dataset;
    const used = api ? api.split(" ").map((number) => names[number]) : [];
    const file = element.querySelector("code").textContent;
    return {
      element,
      text: [element.querySelector("a").textContent, file, ...used.map((name) => `anyio.${name}`)].join("\n").toLowerCase(),
      // what is right isn't parted from what is wrong
      follows: right !== undefined,
      topic: [file.split("/")[0]],
      api: [...new Set(used.flatMap(standing))],
      on: on.split(" "),
      kind: [wrong === undefined ? "right" : "wrong"],
      here: here === undefined ? [] : ["yes"],
    };
  }

  const groups = [...catalogue.querySelectorAll("section")].map((section) => [section, [...section.querySelectorAll("li")].map(row)]);

  window.byExample.filter({
    form,
    groups,
    rows: groups.flatMap(([, rows]) => rows),
    noun: "examples",
    aliases: (asked) => {
      if (asked.get("on") !== "here") return;
      // as it was said before the browser had a field of its own
      asked.delete("on");
      asked.set("here", "yes");
    },
  });
})();
