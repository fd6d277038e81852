/* The playground: a bench for any program, which a link can hold and of which the browser keeps a draft. */

import { Bench } from "./bench.js";
import * as drafts from "./drafts.js";
import { described, make, styled } from "./parts.js";
import { decode, encode, encodeExample, FILE, LONG, unseen } from "./share.js";

const PLACEHOLDER = "# Your program";
const BACKENDS = ["both", "asyncio", "trio", "as-written"];

/* Lines that are named one by one. */
const NOTES = 5;

/* Programs to begin with: examples of the site, by what they show. */
const STARTERS = {
  "First program": "home/three_calls",
  "Task group": "task_groups/start_soon",
  Timeout: "timeouts/move_on_after",
  Stream: "memory_streams/clones",
  "Exception group": "exceptions/handle_group",
  Shield: "cleanup/shielded_finally",
};

/* Milliseconds without a key after which what was written is kept. */
const PAUSE = 300;

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

/* The fragment under which a program's draft is kept; those of the same example have the same. */
const placeOf = ({ known, code }, fragment) => (known ? encodeExample(known.name) : code ? fragment : "");

const whenOf = ({ time }) => new Date(time).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });

/* What there is to choose from, as links; that of the program itself is marked. */
const offer = (label, links, here) =>
  make(
    "p",
    { class: "here-offer" },
    `${label} `,
    ...links.map(([text, href, title]) => make("a", { href, title, "aria-current": href === here && "true" }, text)),
  );

const starters = (here) => offer("Begin with", Object.entries(STARTERS).map(([text, name]) => [text, encodeExample(name)]), here);

/* The drafts of other programs. */
function otherDrafts(here) {
  const nameOf = (place) => (place ? (/^#e=(.*)/.exec(place)?.[1] ?? "from a link") : "your own program");
  const links = drafts.all().filter(({ at }) => !at.includes(here)).map((draft) => [nameOf(draft.at[0]), draft.at[0] || "#", whenOf(draft)]);
  return links.length ? offer("Your other drafts", links) : undefined;
}

/* What came with a link is read before it's run. */
const warning = (support) =>
  Object.keys(support).length
    ? "This program came with the link, and so did what is beside it. Read all of it before you run it."
    : "This program came with the link. Read it before you run it.";

/* What is said above the editor: whose program it is, or why there's none. */
function introduction({ known, problem, code, support }, draft) {
  if (problem) return [make("p", { class: "here-problem", role: "alert" }, problem)];
  const parts = [];
  if (known) {
    const card = make("a", { href: new URL(`e/${known.name.replace(/\.py$/, "")}/`, window.byExample.root) }, known.name);
    parts.push(make("p", {}, make("b", {}, known.caption), " ", card));
  }
  const original = known ? "the example" : code ? "what the link holds" : "an empty page";
  if (draft) parts.push(make("p", {}, `Your draft of ${whenOf(draft)}. Reset shows ${original}.`));
  else if (!known) parts.push(make("p", {}, code ? warning(support) : "Write a program, or paste one."));
  return parts;
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
    this.keep();
    this.fragment = fragment;
    const program = await asked(fragment);
    const { known } = program;
    const place = placeOf(program, fragment);
    const draft = drafts.find(place);
    const settings = draft || program;
    const file = known?.file || FILE;
    const own = document.documentElement.dataset.backend || "both";
    const clock = checkbox("Virtual clock: waiting takes no time", settings.clock === "virtual");
    const order = checkbox("Fixed order of tasks", settings.order === "pinned");
    const bench = new Bench({
      file,
      head: "",
      text: program.code.replace(/\n$/, ""),
      first: 1,
      label: known ? `Code of ${known.name}, editable` : "Code of your program",
      placeholder: PLACEHOLDER,
      backends: BACKENDS,
      backend: settings.backend || own,
      example: known,
      support: program.support,
      extras: program.extras,
      options: () => this.#options(),
      isOther: () => this.#isOther(),
      instead: () => this.#instead(),
      changed: () => this.#changed(),
    });
    await bench.make();
    // the address may have changed meanwhile
    if (this.fragment !== fragment) return;
    this.keep();
    const line = make("p", { class: "here-draft" });
    Object.assign(this, { program, file, clock, order, bench, line, at: draft?.at || [place], before: undefined });
    if (draft) bench.editor.replace(draft.code);
    const more = [
      ["Reset", () => this.#reset()],
      ["Share", () => this.#share()],
      ["Download", () => this.#download()],
    ].map(([text, click]) => make("button", { type: "button", click }, text));
    bench.bar.append(make("span", { class: "here-more" }, ...more));
    bench.bar.after(line, make("div", { class: "here-options", change: () => this.#changed() }, clock.element, order.element));
    bench.choice.addEventListener("change", () => this.#changed());
    const section = make("section", { class: "here", "aria-label": "Playground" });
    const head = make("div", { class: "here-about" }, starters(place), otherDrafts(place), ...introduction(program, draft));
    section.append(head, rest(program), bench.element);
    this.container.replaceChildren(section);
  }

  /* Something was written or chosen: a reset can't be undone any more. */
  #changed() {
    this.before = undefined;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.keep(), PAUSE);
  }

  /* Keep what was written, if it's another program than what the address holds. */
  keep() {
    if (!this.soon) return;
    clearTimeout(this.soon);
    this.soon = undefined;
    const { bench, at } = this;
    const values = { at, code: bench.editor.text, backend: bench.backend, ...this.#options() };
    if (bench.isEdited) this.isKept = drafts.keep(values);
    else drafts.forget(at);
    this.#tell();
  }

  /* Say where the draft is kept, and how to be rid of it or have it back. */
  #tell() {
    const { bench, before, line } = this;
    if (before !== undefined) {
      const undo = make("button", { type: "button", click: () => this.#undo(before) }, "Undo");
      line.replaceChildren("Your draft is forgotten.", undo);
    } else if (!bench.isEdited) line.replaceChildren();
    else if (this.isKept) line.replaceChildren("Your draft is kept in this browser and nowhere else. Reset forgets it.");
    else line.replaceChildren("This browser keeps no draft: share or download what you want to have again.");
  }

  #reset() {
    const { bench } = this;
    const before = bench.isEdited ? bench.editor.text : undefined;
    bench.reset();
    this.#changed();
    this.before = before;
    this.keep();
  }

  #undo(before) {
    const { bench } = this;
    bench.editor.replace(before);
    this.#changed();
    this.keep();
    bench.status.textContent = "Your draft is back";
    bench.start.focus();
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
    if (!isAsItWas) {
      // who comes back to this address looks for what became of it
      this.at = [this.at[0], fragment];
      this.#changed();
      this.keep();
    }
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
  addEventListener("hashchange", () => /^(#(e|code)=|$)/.test(location.hash) && show());
  addEventListener("pagehide", () => playground.keep());
  await show();
}
