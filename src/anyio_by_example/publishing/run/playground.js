/* The playground: a bench for any program, which a link can hold. */

import { Bench } from "./bench.js";
import { described, make, styled } from "./parts.js";
import { decode, encode, encodeExample, FILE, LONG, unseen } from "./share.js";

const PLACEHOLDER = "# Your program";
const BACKENDS = ["both", "asyncio", "trio", "as-written"];

/* Lines that are named one by one. */
const NOTES = 5;

const EMPTY = { code: "", backend: "", clock: "real", order: "free", support: {}, extras: [] };

function checkbox(label, checked) {
  const input = make("input", { type: "checkbox", checked, autocomplete: "off" });
  return { input, element: make("label", {}, input, ` ${label}`) };
}

/* The program of an example, with its settings. */
function ofExample(known) {
  const { text, clock, order, support, extras, backends } = known;
  return { code: text, backend: backends.length > 1 ? "" : backends[0], clock, order, support, extras, known };
}

/* What an address asks for. */
async function asked(fragment) {
  const { example, program, problem } = await decode(fragment);
  if (problem) return { ...EMPTY, problem };
  if (!example) return program || EMPTY;
  try {
    return ofExample(await described(`e/${example}.py`));
  } catch {
    return { ...EMPTY, problem: `No example that runs in a browser is called ${example}.` };
  }
}

/* What is said above the editor: whose program it is, or why there's none. */
function introduction({ known, problem, code, support }) {
  const { root } = window.byExample;
  if (problem) return make("p", { class: "here-problem", role: "alert" }, problem);
  if (known) {
    const card = make("a", { href: new URL(`e/${known.name.replace(/\.py$/, "")}/`, root) }, known.name);
    return make("p", {}, make("b", {}, known.caption), " ", card);
  }
  const others = Object.keys(support).length;
  if (code && others) return make("p", {}, "This program came with the link, and so did what is beside it. Read all of it before you run it.");
  if (code) return make("p", {}, "This program came with the link. Read it before you run it.");
  const first = make("a", { href: "#e=home/first_look" }, "an example");
  return make("p", {}, "Write a program, paste one, or begin with ", first, ".");
}

/* The files beside a program, and what a reader of one that came with a link might not see of it. */
function rest({ code, support, known }) {
  const files = Object.entries(support);
  const beside = files.flatMap(([name, text]) => [
    make("p", {}, "With ", make("code", {}, name), " beside it:"),
    make("pre", { class: "here-beside", tabindex: "0", role: "region", "aria-label": name }, make("code", {}, text)),
  ]);
  const notes = known ? [] : unseen([["the program", code], ...files]);
  const some = notes.length > NOTES ? [...notes.slice(0, NOTES), `So it is in ${notes.length - NOTES} more lines.`] : notes;
  return make("div", { class: "here-rest" }, ...some.map((note) => make("p", { class: "here-problem" }, note)), ...beside);
}

class Playground {
  constructor(container) {
    this.container = container;
  }

  /* Show what an address asks for. */
  async show(fragment) {
    this.bench?.stop();
    this.fragment = fragment;
    const program = await asked(fragment);
    const { known } = program;
    const file = known?.file || FILE;
    const own = document.documentElement.dataset.backend || "both";
    const clock = checkbox("Virtual clock: waiting takes no time", program.clock === "virtual");
    const order = checkbox("Fixed order of tasks", program.order === "pinned");
    const bench = new Bench({
      file,
      head: "",
      text: program.code.replace(/\n$/, ""),
      first: 1,
      label: known ? `Code of ${known.name}, editable` : "Code of your program",
      placeholder: PLACEHOLDER,
      backends: BACKENDS,
      backend: program.backend || own,
      example: known,
      support: program.support,
      extras: program.extras,
      options: () => this.#options(),
      isOther: () => this.#isOther(),
      instead: () => this.#instead(),
    });
    await bench.make();
    // the address may have changed meanwhile
    if (this.fragment !== fragment) return;
    Object.assign(this, { program, file, clock, order, bench });
    const more = [
      ["Reset", () => bench.reset()],
      ["Share", () => this.#share()],
      ["Download", () => this.#download()],
    ].map(([text, click]) => make("button", { type: "button", click }, text));
    bench.bar.append(make("span", { class: "here-more" }, ...more));
    bench.bar.after(make("div", { class: "here-options" }, clock.element, order.element));
    const section = make("section", { class: "here", "aria-label": "Playground" });
    section.append(make("div", { class: "here-head" }, introduction(program)), rest(program), bench.element);
    this.container.replaceChildren(section);
  }

  #options() {
    return {
      clock: this.clock.input.checked ? "virtual" : "real",
      order: this.order.input.checked ? "pinned" : "free",
    };
  }

  #isOther() {
    const { clock, order } = this.#options();
    return clock !== this.program.clock || order !== this.program.order;
  }

  #instead() {
    const needs = /^# \/\/\/ script$/m.test(this.bench.editor.text) ? "" : '--with "anyio[trio]" ';
    return ["Download it and run it with your own Python: ", make("code", {}, `uv run ${needs}${this.file}`)];
  }

  /* Put the program into the address, and the address onto the clipboard. */
  async #share() {
    const { bench, program } = this;
    const options = this.#options();
    const { known } = program;
    const isAsItWas = known && !bench.isEdited && !this.#isOther();
    const values = { code: bench.program, backend: bench.backend, ...options };
    const { support, extras } = program;
    if (Object.keys(support).length) values.support = support;
    if (extras?.length) values.extras = extras;
    const fragment = isAsItWas ? encodeExample(known.name) : await encode(values);
    history.replaceState(history.state, "", fragment);
    const length = location.href.length;
    const size = `${length.toLocaleString("en")} characters`;
    const warning = length > LONG ? "; some chats and mail programs cut links that long" : "";
    await window.byExample.copy(location.href, "Link copied");
    bench.status.textContent = `This page's address holds the program now: ${size}${warning}.`;
  }

  #download() {
    const href = `data:text/x-python;charset=utf-8,${encodeURIComponent(this.bench.program)}`;
    make("a", { href, download: this.file }).click();
  }
}

/* Make the playground in its container, and again when the address asks for another program. */
export async function start(container) {
  const playground = new Playground(container);
  const show = async () => {
    try {
      await styled();
      await playground.show(location.hash);
    } catch (error) {
      container.replaceChildren(make("p", { role: "alert" }, `The playground can't be opened now: ${error.message}`));
    }
  };
  // any other name is that of a place on the page
  addEventListener("hashchange", () => /^#(e|code)=/.test(location.hash) && show());
  await show();
}
