/* A list that is filtered: shows the rows that match what the reader chose, some at a time, and says beside each choice
   how many it would leave. The address keeps what is chosen. Each kind of list says in a script of its own what its rows
   are; without scripts, all rows are there, and no filter. */

(() => {
  "use strict";

  // characters of what is looked for; an address may have any number
  const LONGEST = 300;

  const words = (text) => text.trim().toLowerCase().split(/\s+/);

  /* Filter a list.

     form: has the fields, what says how many rows are found, and the button that resets all
     rows: each with its `element`, its `text` in small letters and what it has of each field, as a list
     noun: what the rows are, as "examples"
     groups: elements that are hidden when none of the rows in them is shown, as pairs of an element and its rows
     traits: gives what a row has of a field, where that depends on what else is chosen; or nothing, if it's not counted
     has: says whether a row matches a field for which something is or isn't chosen; by its traits, if it's left out
     changed: is told what is chosen, when it's shown
     aliases: changes what an address from earlier says */
  function filter({ form, rows, noun, groups = [], traits = (row, field) => row[field], has, changed, aliases }) {
    const found = form.querySelector("[role=status]");
    const reset = form.querySelector("[type=reset]");
    const list = form.parentElement;
    const none = list.querySelector(".filter-none");
    const more = list.querySelector(".filter-more");
    const atOnce = +form.dataset.atOnce || Infinity;
    const controls = [...form.elements].filter(({ name }) => name);
    const fields = controls.map(({ name }) => name);
    const value = (field) => {
      const control = form.elements[field];
      return control.type === "checkbox" ? (control.checked ? control.value : "") : control.value.trim();
    };
    const matches = (row, field, said) => {
      if (has) {
        const known = has(row, field, said);
        if (known !== undefined) return known;
      }
      if (!said[field]) return true;
      return field === "text" ? words(said.text).every((word) => row.text.includes(word)) : traits(row, field, said).includes(said[field]);
    };

    /* Beside each choice, how many rows it would leave. */
    const labels = new Map();
    const labelled = (element) => {
      if (!labels.has(element)) labels.set(element, element.textContent);
      return labels.get(element);
    };

    function tell(control, counts) {
      const count = (choice) => counts.get(choice) || 0;
      if (control.type === "checkbox") {
        const label = control.nextElementSibling;
        label.textContent = `${labelled(label)} (${count(control.value)})`;
        return;
      }
      for (const option of control.options) {
        if (!option.value) continue;
        option.text = `${labelled(option)} (${count(option.value)})`;
        option.disabled = !count(option.value) && !option.selected;
      }
    }

    let matching = rows;
    let limit = atOnce;

    /* Show as many of what matches as the reader asked for; a row that follows from the one before isn't parted from it. */
    function show() {
      let last = Math.min(limit, matching.length);
      while (matching[last]?.follows) last++;
      matching.forEach((row, at) => row.element.classList.toggle("is-later", at >= last));
      for (const [element, mine] of groups) {
        element.hidden = mine.every((row) => row.element.hidden);
        element.classList.toggle("is-later", mine.every((row) => row.element.hidden || row.element.classList.contains("is-later")));
      }
      if (more) {
        const left = matching.length - last;
        more.hidden = !left;
        more.firstElementChild.textContent = `Show ${Math.min(left, atOnce)} more`;
        more.lastElementChild.textContent = `${last} of ${matching.length} are shown`;
      }
      return last;
    }

    function apply() {
      const chosen = fields.filter(value);
      const said = Object.fromEntries(fields.map((field) => [field, value(field)]));
      const counted = controls.filter(({ name }) => name !== "text" && rows.length && traits(rows[0], name, said));
      const counts = new Map(counted.map((control) => [control, new Map()]));
      matching = rows.filter((row) => {
        const misses = fields.filter((field) => !matches(row, field, said));
        for (const [control, count] of counts) {
          if (misses.some((field) => field !== control.name)) continue;
          for (const each of traits(row, control.name, said)) count.set(each, (count.get(each) || 0) + 1);
        }
        row.element.hidden = misses.length > 0;
        return !misses.length;
      });
      for (const [control, count] of counts) tell(control, count);
      changed?.(said, matching);
      show();
      none.hidden = matching.length > 0;
      reset.disabled = !chosen.length;
      const text = chosen.length ? `${matching.length} of ${rows.length} ${noun}` : `${rows.length} ${noun}`;
      if (found.textContent !== text) found.textContent = text;
      return chosen;
    }

    /* Let the address say what is chosen, so that it can be linked and comes back. */
    function keep(chosen) {
      const address = new URL(location.href);
      for (const field of fields) address.searchParams.delete(field);
      for (const field of chosen) address.searchParams.set(field, value(field));
      try {
        history.replaceState(history.state, "", address);
      } catch {
        // a browser that changes no address, as some do with files
      }
    }

    function restore() {
      const asked = new URLSearchParams(location.search);
      aliases?.(asked);
      for (const control of controls) {
        const text = (asked.get(control.name) || "").slice(0, LONGEST);
        // what isn't there can be asked for; else nothing would be chosen, and all shown
        const isUnknown = control.options && ![...control.options].some((each) => each.value === text);
        if (isUnknown) control.append(new Option(text, text));
        if (control.type === "checkbox") control.checked = text === control.value;
        else control.value = text;
      }
      apply();
      reveal();
    }

    /* What the address names is shown, however far down it is. */
    function reveal() {
      const target = document.getElementById(window.byExample.fragment());
      const group = groups.find(([element]) => element.contains(target) && element.classList.contains("is-later"));
      if (!group) return;
      limit = matching.findLastIndex((row) => group[1].includes(row)) + 1;
      show();
      target.scrollIntoView();
    }

    function change() {
      limit = atOnce;
      keep(apply());
    }

    form.addEventListener("input", change);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(change));
    none.querySelector("button").addEventListener("click", () => {
      form.reset();
      form.elements.text.focus();
    });
    more?.querySelector("button").addEventListener("click", () => {
      const first = show();
      limit = first + atOnce;
      show();
      matching[first].element.querySelector("a").focus();
    });
    addEventListener("hashchange", reveal);
    // what a browser puts into the fields by itself, when one comes back, isn't what the address says
    addEventListener("pageshow", restore);
    restore();
  }

  window.byExample.filter = filter;
})();
