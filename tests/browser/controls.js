/* Uses every kind of control of the page. Returns the names of those that do nothing. */
async () => {
  const root = document.documentElement;
  const one = (selector) => document.querySelector(selector);
  const dead = [];

  async function until(test) {
    for (let count = 0; count < 200; count++) {
      if (test()) return true;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return false;
  }

  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const type = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const CONTROLS = {
    colours: async () => {
      const button = one("#scheme");
      const was = button.ariaPressed;
      button.click();
      const isOther = button.ariaPressed !== was;
      button.click();
      return isOther && button.ariaPressed === was;
    },
    backend: async () => {
      one(".example-differs [value=trio]").click();
      const isTrio = root.dataset.backend === "trio";
      one(".example-differs [value='']").click();
      return isTrio && !root.dataset.backend;
    },
    menu: async () => {
      const field = one(".menu-filter");
      field.focus();
      type(field, "deadlines");
      const isFound = await until(() => one(".menu-found a"));
      type(field, "");
      return isFound && !one(".menu-found a");
    },
    keys: async () => {
      const list = one("#keys");
      if (list.matches(":popover-open")) list.hidePopover();
      press("?");
      const isOpen = list.matches(":popover-open");
      list.hidePopover();
      return isOpen;
    },
    search: async () => {
      one("#search-open").click();
      if (!(await until(() => window.byExample.show))) return false;
      type(one("#search-input"), "move_on_after");
      const isFound = await until(() => one(".search-results a"));
      one(".search-close").click();
      return isFound && !one("#search").open;
    },
    copy: async () => {
      one("[data-action=copy]").click();
      return until(() => one("body > .said").textContent === "Code copied");
    },
    cite: async () => {
      const button = one("[data-action=cite]");
      button.click();
      const isOpen = await until(() => one(".cite:popover-open"));
      one(".cite").hidePopover();
      return isOpen;
    },
    here: async () => {
      const button = one("[data-action=here]");
      button.click();
      const isOpen = await until(() => one(".example > .here .here-stop:not([hidden])"));
      one(".here-close")?.click();
      return isOpen && one(".example > .here").hidden;
    },
    filter: async () => {
      const form = one(".filter");
      form.reset();
      const all = form.querySelector("[role=status]");
      if (!(await until(() => /^\d+ [a-z]+$/.test(all.textContent)))) return false;
      type(form.text, "move_on_after");
      return /^\d+ of \d+ [a-z]+$/.test(all.textContent);
    },
    playground: async () => until(() => one("[data-playground] textarea") && one("[data-playground] .here-run")),
  };
  const IF = {
    backend: ".example-differs",
    copy: "[data-action=copy]",
    cite: "[data-action=cite]",
    here: "[data-action=here]",
    filter: ".filter",
    playground: "[data-playground]",
  };

  // a linked search is in the way of all else
  await new Promise((resolve) => setTimeout(resolve));
  one("#search").close();
  const used = [];
  for (const [name, use] of Object.entries(CONTROLS)) {
    if (IF[name] && !one(IF[name])) continue;
    used.push(name);
    try {
      if (!(await use())) dead.push(name);
    } catch (error) {
      dead.push(`${name}: ${error}`);
    }
  }
  return { used, dead };
}
