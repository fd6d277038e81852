/* The panel that "Run" opens in the card of an example: an editor where the code was, and what the run gave. */

import { Bench } from "./bench.js";
import { edits } from "./editing.js";
import { begin, release } from "./loading.js";
import { described, make, playground, styled } from "./parts.js";
import { encode, encodeExample } from "./share.js";

/* The panels of this page, by their cards. */
const panels = new WeakMap();

/* The command that runs the published file. */
const command = (example) =>
  `uv run ${new URL(example.dataset.download, document.documentElement.dataset.site || window.byExample.root).href}`;

/* What else there is to do for a program that a browser can't run. */
function instead(example, known, isEdited) {
  if (isEdited || Object.keys(known.support || {}).length) return ["Run it with your own Python."];
  const text = command(example);
  const copy = make("button", { type: "button", click: () => window.byExample.copy(text, "Command copied") }, "Copy");
  return ["Run it with your own Python: ", make("code", {}, text), " ", copy];
}

/* What the reader chose at the top of the page, where the example offers it. */
function chosen(backends) {
  const wanted = document.documentElement.dataset.backend;
  if (backends.length === 1) return backends[0];
  return backends.includes(wanted) ? wanted : "both";
}

class Panel {
  constructor(example, button) {
    this.example = example;
    this.button = button;
    this.described = described(example.dataset.download);
    this.described.catch(() => {});
  }

  /* Load what it needs and put it where the card's code is, which it stands in for while it's open. */
  async make() {
    const [known] = await Promise.all([this.described, styled()]);
    const lines = known.text.split("\n");
    const first = known.first_line;
    const { backends } = known;
    this.known = known;
    this.link = make("a", { href: new URL(encodeExample(known.name), playground()), click: (event) => this.#leave(event) }, "Open in playground");
    this.bench = await new Bench({
      file: known.file,
      head: lines.slice(0, first - 1).map((line) => `${line}\n`).join(""),
      text: lines.slice(first - 1).join("\n").replace(/\n$/, ""),
      first,
      label: `Code of ${known.name}, editable`,
      backends: backends.length > 1 ? ["both", ...backends] : backends,
      backend: chosen(backends),
      example: known,
      support: known.support,
      extras: known.extras,
      options: () => ({ clock: known.clock, order: known.order }),
      instead: (isEdited) => instead(this.example, known, isEdited),
      changed: () => this.#changed(),
    }).make();
    this.reset = make("button", { type: "button", click: () => this.bench.reset() }, "Reset");
    this.bench.bar.append(make("span", { class: "here-more" }, this.reset, this.link));
    this.element = make("section", { class: "here", "aria-label": `Run ${known.name} here` }, this.#head(first), this.bench.element);
    this.element.hidden = true;
    this.example.querySelector(".example-code[data-main]").closest(".highlight").before(this.element);
  }

  #head(first) {
    const hidden = first > 2 ? ` Lines 1 to ${first - 1} of the file run too.` : first === 2 ? " Line 1 of the file runs too." : "";
    const close = make("button", { type: "button", class: "here-close", click: () => this.close() }, "Close");
    const text = make("p", {}, make("b", {}, "Your copy."), ` Edit it and run it in this page.${hidden}`);
    return make("div", { class: "here-head" }, text, close);
  }

  /* The editor's own button takes the place of the one that was pressed, so that pressing again runs what was edited. */
  show() {
    const hadFocus = this.button.contains(document.activeElement) || document.activeElement === document.body;
    const { top } = this.button.getBoundingClientRect();
    this.element.hidden = false;
    if (hadFocus) this.bench.start.focus({ preventScroll: true });
    scrollBy({ top: this.bench.start.getBoundingClientRect().top - top, behavior: "instant" });
  }

  close() {
    const { top } = this.bench.start.getBoundingClientRect();
    this.bench.stop();
    this.element.hidden = true;
    this.button.focus({ preventScroll: true });
    scrollBy({ top: this.button.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /* What the link leads to is made when it's needed: packing takes a moment. */
  #changed() {
    this.fragment = undefined;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.#address(), 300);
  }

  async #address() {
    const { bench, known } = this;
    const program = {
      code: bench.program,
      backend: bench.backend,
      clock: known.clock,
      order: known.order,
      support: known.support,
      extras: known.extras,
    };
    this.fragment = bench.isEdited ? await encode(program) : encodeExample(known.name);
    this.link.href = new URL(this.fragment, playground());
  }

  async #leave(event) {
    if (this.fragment || !this.bench.isEdited) return;
    event.preventDefault();
    await this.#address();
    location.href = this.link.href;
  }
}

/* Have what each panel needs, which isn't much. */
export const foresee = () => Promise.all([styled(), edits()]);

/* Run an example and open the panel in its card; the button is the one that was pressed. */
export async function run(example, button) {
  const known = panels.get(example);
  if (known) {
    // a second press, while it comes, is one too many
    if (!known.element) return;
    known.show();
    known.bench.run();
    return;
  }
  const panel = new Panel(example, button);
  panels.set(example, panel);
  button.setAttribute("aria-busy", "true");
  let hasBegun = false;
  try {
    // what is small is asked for first: on a slow line, the panel would be as late as Python
    await foresee();
    begin();
    hasBegun = true;
    await panel.make();
    panel.show();
    panel.bench.run();
  } catch (error) {
    panels.delete(example);
    window.byExample.say(`This can't be opened now: ${error.message}`);
  } finally {
    if (hasBegun) release();
    button.removeAttribute("aria-busy");
  }
}
