/* The list of all examples: shows those that match what the reader chose, some at a time, and says beside each choice
   how many it would leave. The address keeps what is chosen. */

(() => {
  "use strict";

  const catalogue = document.querySelector(".catalogue");
  if (!catalogue) return;

  const form = catalogue.querySelector("form");
  const found = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const none = catalogue.querySelector(".catalogue-none");
  const more = catalogue.querySelector(".catalogue-more");
  const sections = [...catalogue.querySelectorAll("section")];
  const AT_ONCE = +catalogue.dataset.atOnce;
  // characters of what is looked for; an address may have any number
  const LONGEST = 300;
  const FIELDS = ["text", "topic", "api", "on", "kind", "here"];

  const names = form.dataset.names.split(" ").filter(Boolean);
  // they come with those first that most examples use, which keeps the page small
  const sorted = [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  form.api.append(...sorted.map((name) => new Option(`anyio.${name}`, `anyio.${name}`)));

  /* A name, and what it is in: a class stands for its methods too. */
  const standing = (name) => name.split(".").map((_, at, parts) => ["anyio", ...parts.slice(0, at + 1)].join("."));

  const rows = [...catalogue.querySelectorAll("li")].map((element) => {
    const { api, on, wrong, right, here } = element.dataset;
    const used = api ? api.split(" ").map((number) => names[number]) : [];
    const file = element.querySelector("code").textContent;
    return {
      element,
      isRight: right !== undefined,
      text: [element.querySelector("a").textContent, file, ...used.map((name) => `anyio.${name}`)].join("\n").toLowerCase(),
      // what can be chosen that it has
      topic: [file.split("/")[0]],
      api: [...new Set(used.flatMap(standing))],
      on: on.split(" "),
      kind: [wrong === undefined ? "right" : "wrong"],
      here: here === undefined ? [] : ["yes"],
    };
  });

  const has = (row, field, said) => (field === "text" ? said.toLowerCase().split(/\s+/).every((word) => row.text.includes(word)) : row[field].includes(said));
  const value = (field) => (field === "here" ? (form.here.checked ? "yes" : "") : form[field].value.trim());

  /* Beside each choice, how many examples it would leave. */
  const labels = new Map([...form.querySelectorAll("option")].map((option) => [option, option.text]));
  const label = form.here.nextElementSibling;
  const browser = label.textContent;

  function tell(field, counts) {
    const count = (said) => counts.get(said) || 0;
    if (field === "here") return void (label.textContent = `${browser} (${count("yes")})`);
    for (const option of form[field].options) {
      if (!option.value) continue;
      option.text = `${labels.get(option) ?? option.value} (${count(option.value)})`;
      option.disabled = !count(option.value) && !option.selected;
    }
  }

  let matching = rows;
  let limit = AT_ONCE;

  /* Show as many of what matches as the reader asked for; what is right isn't parted from what is wrong. */
  function show() {
    let last = Math.min(limit, matching.length);
    while (matching[last]?.isRight) last++;
    matching.forEach((row, at) => row.element.classList.toggle("is-later", at >= last));
    for (const section of sections) {
      section.hidden = !section.querySelector("li:not([hidden])");
      section.classList.toggle("is-later", !section.querySelector("li:not([hidden], .is-later)"));
    }
    const left = matching.length - last;
    more.hidden = !left;
    more.firstElementChild.textContent = `Show ${Math.min(left, AT_ONCE)} more`;
    more.lastElementChild.textContent = `${last} of ${matching.length} are shown`;
    return last;
  }

  function filter() {
    const chosen = FIELDS.filter(value);
    const counts = Object.fromEntries(FIELDS.slice(1).map((field) => [field, new Map()]));
    const said = Object.fromEntries(chosen.map((field) => [field, value(field)]));
    matching = rows.filter((row) => {
      const misses = chosen.filter((field) => !has(row, field, said[field]));
      for (const field in counts) {
        if (misses.some((each) => each !== field)) continue;
        for (const each of row[field]) counts[field].set(each, (counts[field].get(each) || 0) + 1);
      }
      row.element.hidden = misses.length > 0;
      return !misses.length;
    });
    for (const field in counts) tell(field, counts[field]);
    show();
    none.hidden = matching.length > 0;
    reset.disabled = !chosen.length;
    const text = chosen.length ? `${matching.length} of ${rows.length} examples` : `${rows.length} examples`;
    if (found.textContent !== text) found.textContent = text;
    return chosen;
  }

  /* Let the address say what is chosen, so that it can be linked and comes back. */
  function keep(chosen) {
    const address = new URL(location.href);
    for (const field of FIELDS) address.searchParams.delete(field);
    for (const field of chosen) address.searchParams.set(field, value(field));
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // a browser that changes no address, as some do with files
    }
  }

  function restore() {
    const said = new URLSearchParams(location.search);
    if (said.get("on") === "here") {
      // as it was said before the browser had a field of its own
      said.delete("on");
      said.set("here", "yes");
    }
    for (const field of FIELDS) {
      const text = (said.get(field) || "").slice(0, LONGEST);
      const control = form[field];
      const isUnknown = control.options && ![...control.options].some((each) => each.value === text);
      // a name that no example uses can be asked for; else nothing would be chosen, and all shown
      if (isUnknown) control.append(new Option(text, text));
      if (field === "here") control.checked = text === "yes";
      else control.value = text;
    }
    filter();
    reveal();
  }

  /* What the address names is shown, however far down it is. */
  function reveal() {
    const section = document.getElementById(window.byExample.fragment())?.closest(".catalogue section.is-later");
    if (!section) return;
    limit = matching.findLastIndex((row) => section.contains(row.element)) + 1;
    show();
    section.scrollIntoView();
  }

  function change() {
    limit = AT_ONCE;
    keep(filter());
  }

  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(change));
  none.querySelector("button").addEventListener("click", () => {
    form.reset();
    form.text.focus();
  });
  more.querySelector("button").addEventListener("click", () => {
    const first = show();
    limit = first + AT_ONCE;
    show();
    matching[first].element.querySelector("a").focus();
  });
  addEventListener("hashchange", reveal);
  // what a browser puts into the fields by itself, when one comes back, isn't what the address says
  addEventListener("pageshow", restore);
  restore();
})();
