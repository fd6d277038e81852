/* The list of all points: shows those that match what the reader chose, which the address keeps. */

(() => {
  "use strict";

  const form = document.querySelector(".points-filter");
  if (!form) return;

  const said = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const FIELDS = ["text", "topic"];
  // characters of what is looked for; an address may have any number
  const LONGEST = 300;

  // each heading with the points below it, those below a page's title also with the topic's
  const points = [];
  const headings = [];
  const above = {};
  for (let node = form.nextElementSibling; node; node = node.nextElementSibling) {
    if (/^H[23]$/.test(node.tagName)) {
      above[node.tagName] = { node, points: [] };
      headings.push(above[node.tagName]);
    }
    for (const item of node.querySelectorAll(":scope > li")) {
      const text = item.textContent.replace(/\s+/g, " ").toLowerCase();
      points.push({ node: item, text, topic: above.H2?.node.id });
      for (const heading of Object.values(above)) heading.points.push(points.at(-1));
    }
  }

  const matches = {
    text: (point, words) => words.toLowerCase().split(/\s+/).every((word) => point.text.includes(word)),
    topic: (point, topic) => point.topic === topic,
  };

  function filter() {
    const chosen = FIELDS.filter((field) => form[field].value.trim());
    for (const point of points) {
      point.node.hidden = !chosen.every((field) => matches[field](point, form[field].value.trim()));
    }
    for (const heading of headings) heading.node.hidden = heading.points.every(({ node }) => node.hidden);
    const count = points.filter(({ node }) => !node.hidden).length;
    reset.disabled = !chosen.length;
    said.textContent = chosen.length ? `${count} of ${points.length} points` : `${points.length} points`;
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
    const asked = new URLSearchParams(location.search);
    for (const field of FIELDS) form[field].value = (asked.get(field) || "").slice(0, LONGEST);
    // a topic that isn't there is none
    form.topic.value ||= "";
    filter();
  }

  form.addEventListener("input", () => keep(filter()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => keep(filter())));
  // what a browser puts into the fields by itself, when one comes back, isn't what the address says
  addEventListener("pageshow", restore);
  restore();
})();
