/* What the panel and the playground are made of: elements, their names, their style sheet. */

/* An element with attributes, listeners (what is a function) and children. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

let idents = 0;

/* An id that nothing else on the page has. */
export const ident = () => `here-${++idents}`;

let sheet;

/* Resolves when the style sheet is there, so that nothing is seen without it. */
export function styled() {
  sheet ??= new Promise((resolve, reject) => {
    const link = make("link", {
      rel: "stylesheet",
      href: new URL("run.css", import.meta.url),
      load: resolve,
      error: () => {
        link.remove();
        sheet = undefined;
        reject(new Error("run.css could not be loaded"));
      },
    });
    document.head.append(link);
  });
  return sheet;
}

/* An example as the site describes it, by the address of its file. */
export async function described(download) {
  const response = await fetch(new URL(download.replace(/\.py$/, ".json"), window.byExample.root));
  if (!response.ok) throw new Error(`${new URL(response.url).pathname}: ${response.status}`);
  return response.json();
}

/* The address of the page "Playground"; an archive's pages have no folders of their own. */
export function playground() {
  const links = [...document.querySelectorAll(".foot a")];
  const link = links.find((a) => /\/playground(\/|\.html|\/index\.html)$/.test(a.pathname));
  return new URL(link ? link.href.replace(/#.*/, "") : "playground/", window.byExample.root);
}
