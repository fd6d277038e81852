/* The menu: the page itself in sight, and a filter over the titles of all pages, which come when it's first used. */

(() => {
  "use strict";

  const { root, load } = window.byExample;
  const menu = document.getElementById("menu");
  const filter = menu.querySelector(".menu-filter");
  const count = menu.querySelector(".menu-count");
  const found = menu.querySelector(".menu-found");
  const pages = menu.querySelector(".menu-pages");

  function showHere() {
    const here = pages.querySelector("[aria-current]");
    if (here && menu.scrollHeight > menu.clientHeight) {
      const top = here.offsetTop - menu.clientHeight / 3;
      // no link is half below the head, where it would be too small to be pressed
      const first = [...menu.querySelectorAll("li > a")].find((link) => link.offsetTop >= top);
      menu.scrollTop = first.offsetTop - menu.querySelector(".menu-head").offsetHeight;
    }
  }

  // after the first picture, when its size is known
  requestAnimationFrame(() => setTimeout(showHere));
  menu.addEventListener("toggle", ({ newState }) => newState === "open" && showHere());

  function item([address, title, group]) {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(address, root);
    link.append(title);
    if (group) {
      const above = document.createElement("small");
      above.textContent = group;
      link.append(" ", above);
    }
    row.append(link);
    return row;
  }

  function apply() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isOn = words.length > 0 && Boolean(window.byExample.titles);
    const matching = isOn ? window.byExample.titles.filter(([, title, group]) => words.every((word) => `${title} ${group}`.toLowerCase().includes(word))) : [];
    found.replaceChildren(...matching.map(item));
    found.hidden = !isOn;
    pages.hidden = isOn;
    count.textContent = isOn ? `${matching.length || "No"} page${matching.length === 1 ? "" : "s"}` : "";
  }

  filter.addEventListener("focus", () => load("assets/titles.js").then(apply, () => (count.textContent = "The titles can't be loaded")), { once: true });
  filter.addEventListener("input", apply);
  filter.addEventListener("keydown", (event) => {
    const first = found.querySelector("a");
    if (event.key === "Enter" && first) first.click();
    if (event.key !== "Escape" || !filter.value) return;
    // the first press empties the field, the second closes the menu
    event.preventDefault();
    filter.value = "";
    apply();
  });
})();
