/* The list of all points, which readers filter. */

(() => {
  "use strict";

  const form = document.querySelector(".points-filter");
  if (!form) return;

  // each heading with the points below it, those below a page's title also with the topic's
  const rows = [];
  const groups = [];
  const above = {};
  for (let node = form.nextElementSibling; node; node = node.nextElementSibling) {
    if (/^H[23]$/.test(node.tagName)) groups.push((above[node.tagName] = [node, []]));
    for (const element of node.querySelectorAll(":scope > li")) {
      const text = element.textContent.replace(/\s+/g, " ").toLowerCase();
      rows.push({ element, text, topic: above.H2 ? [above.H2[0].id] : [] });
      for (const [, points] of Object.values(above)) points.push(rows.at(-1));
    }
  }

  window.byExample.filter({ form, rows, groups, noun: "points" });
})();
