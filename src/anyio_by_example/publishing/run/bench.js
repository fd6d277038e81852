/* The bench: an editor, what runs it, and what it printed. The panel and the playground have one each. */

import { makeEditor } from "./editing.js";
import { forget, halt, isHere, load } from "./loading.js";
import { ident, make } from "./parts.js";
import { Result } from "./result.js";
import * as runner from "./runner.js";
import { EXTRAS } from "./share.js";
import * as words from "./words.js";

const KEYS = "Ctrl+Enter runs, Escape stops. Tab indents while you write; after Escape, it leaves the editor.";

/* What a program waits for that is to run. */
const COMING = { rest: "Loading more of Python's library, which this needs", all: "Loading Python again" };

/* The one that runs a program: Python runs one at a time. */
let busy;

const importsOf = (program) => EXTRAS.filter((name) => RegExp(`^\\s*(?:import|from)\\s+${name}\\b`, "m").test(program));

const button = (text, click, more = {}) => make("button", { type: "button", click, ...more }, text);

/* A choice of event loops; as at the top of the page, but for this program only. */
function choice(backends, chosen) {
  const name = ident();
  const labels = { both: "Both", asyncio: "asyncio", trio: "Trio", "as-written": "As written" };
  const offered = backends.map((backend) =>
    make(
      "label",
      { class: `choice-${backend}`, title: backend === "as-written" && "For a program that names its event loop itself" },
      make("input", { type: "radio", name, value: backend, checked: backend === chosen }),
      labels[backend],
    ),
  );
  return make("div", { class: "choice", role: "radiogroup", "aria-label": "Run on" }, ...offered);
}

/* A bar that moves while Python comes. */
function progressOf() {
  const bar = make("progress", { max: "1", value: "0", "aria-label": "Python loaded" });
  const count = make("span", { class: "here-count" });
  const show = (part, total) => {
    bar.value = part;
    count.textContent = total ? `${words.megabytes(part * total).replace(" MB", "")} of ${words.megabytes(total)}` : "";
  };
  return { element: make("div", { class: "here-loading" }, bar, count), show };
}

export class Bench {
  /*
   * setting: what is worked on:
   *   file, text (what is edited, without its last line end), head (what stands before it), first (its first line), label, placeholder;
   *   backends (what can be chosen) and backend (what is);
   *   example (as the site describes it) or undefined, support, extras, options() with clock and order;
   *   isOther(): whether these aren't the example's;
   *   instead(isEdited): what to do where a browser lacks something; changed(): told of edits.
   */
  constructor(setting) {
    this.setting = setting;
    this.status = make("p", { class: "here-status", role: "status" });
    this.notice = make("div", { class: "here-notice" });
    this.results = make("div", { class: "here-results" });
    this.stamp = make("p", { class: "here-stamp" });
    this.start = button("Run", () => this.run(), { class: "here-run" });
    this.halt = button("Stop", () => this.stop(), { class: "here-stop", hidden: true });
    this.choice = choice(setting.backends, setting.backend);
    this.choice.hidden = setting.backends.length < 2;
    this.draws = make("input", { type: "checkbox", autocomplete: "off" });
    const drawn = make("label", { class: "here-draws", title: "Draw what the tasks of the next run do" }, this.draws, " Draw");
    this.bar = make("div", { class: "here-bar" }, this.start, this.halt, this.choice, drawn);
    this.hint = make("p", { class: "here-hint", id: ident() }, KEYS);
  }

  /* Make what can be seen of it. Rejects if the editor can't be loaded. */
  async make() {
    const { text, first, label, placeholder, changed } = this.setting;
    this.editor = await makeEditor({
      text,
      first,
      label,
      placeholder,
      described: this.hint.id,
      run: () => this.run(),
      edit: () => changed?.(),
      refuse: (why) => window.byExample.say(why),
    });
    const parts = [this.editor.element, this.hint, this.bar, this.status, this.notice, this.results, this.stamp];
    this.element = make("div", { class: "here-bench", keydown: (event) => this.#key(event) }, ...parts);
    this.#announce();
    return this;
  }

  get isEdited() {
    return this.editor.text !== this.setting.text;
  }

  /* The whole program, as it's run. */
  get program() {
    const text = this.setting.head + this.editor.text;
    return text.endsWith("\n") ? text : `${text}\n`;
  }

  get backend() {
    return this.choice.querySelector(":checked")?.value ?? this.setting.backend;
  }

  /* Say beforehand what the first run loads. */
  async #announce() {
    if (isHere()) return;
    this.facts = await runner.facts().catch(() => undefined);
    if (!this.facts || isHere() || this.notice.firstChild) return;
    const size = words.megabytes(this.facts.bytes);
    this.notice.append(make("p", {}, `The first run loads Python: ${size}, once; kept by your browser.`));
  }

  #key(event) {
    if (event.key === "Escape" && this.controller) {
      event.preventDefault();
      this.stop();
    }
    // a key that turns the page would take what was written with it
    if (["n", "p"].includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  }

  stop() {
    this.controller?.abort();
  }

  /* Back to the text that was there first, and to an interpreter that nothing ran in. */
  reset() {
    this.stop();
    this.#done(this.controller);
    if (this.isEdited) this.editor.replace(this.setting.text);
    this.#clear();
    if (!isHere()) return this.#tell("Reset: the code as it was");
    runner.reset();
    this.#tell("Reset: the code as it was, and a fresh interpreter");
  }

  /* Run what is in the editor, on one event loop after the other. */
  async run() {
    if (this.controller) return this.#tell("Still running; Escape stops it");
    if (!this.editor.text.trim()) return this.#tell("There is nothing to run yet");
    busy?.stop();
    busy = this;
    const controller = new AbortController();
    this.controller = controller;
    this.start.setAttribute("aria-disabled", "true");
    this.halt.hidden = false;
    this.notice.replaceChildren();
    this.#clear();
    try {
      await this.#load(controller.signal);
      if (!controller.signal.aborted) await this.#runAll(controller.signal);
      else if (this.controller === controller) this.#tell("Stopped");
    } catch (error) {
      if (this.controller === controller) this.#failed(error);
    } finally {
      this.#done(controller);
    }
  }

  #clear() {
    this.editor.mark([]);
    this.results.replaceChildren();
    this.stamp.textContent = "";
  }

  /* A run has ended, unless another one has begun. */
  #done(controller) {
    if (this.controller !== controller) return;
    const hadFocus = document.activeElement === this.halt;
    this.controller = undefined;
    if (busy === this) busy = undefined;
    this.start.setAttribute("aria-disabled", "false");
    this.halt.hidden = true;
    if (hadFocus) this.start.focus();
  }

  #tell(text) {
    this.status.textContent = text;
  }

  /* Wait for Python; or for the reader, who may not want to. */
  async #load(signal) {
    if (isHere()) return;
    const over = new AbortController();
    const stopped = new Promise((resolve) => signal.addEventListener("abort", () => resolve(halt()), { signal: over.signal }));
    const progress = progressOf();
    this.notice.replaceChildren(progress.element);
    const show = (part, total) => {
      if (signal.aborted) return;
      progress.show(part, total);
      const size = total ? `: ${words.megabytes(total)}, once; kept by your browser` : "";
      const said = part < 1 ? `Loading Python${size}` : "Starting Python";
      // what is said again is read out again
      if (this.status.textContent !== said) this.#tell(said);
    };
    try {
      await Promise.race([load(show), stopped]);
    } finally {
      over.abort();
    }
    this.notice.replaceChildren();
  }

  #failed(error) {
    if (!runner.isLoaded()) forget();
    const again = button("Try again", () => {
      this.start.focus();
      this.run();
    });
    for (const element of this.results.querySelectorAll(".is-running")) element.classList.remove("is-running");
    this.notice.replaceChildren(make("p", { class: "here-bar" }, again));
    this.#tell(`Python could not be loaded: ${error.message || error}.`);
  }

  async #runAll(signal) {
    const { setting, program } = this;
    const isEdited = this.isEdited || Boolean(setting.isOther?.());
    const extras = [...new Set([...(setting.extras || []), ...importsOf(program)])];
    const backends = this.backend === "both" ? setting.backends.filter((each) => ["asyncio", "trio"].includes(each)) : [this.backend];
    // what shows which modules are imported needs an interpreter that imported none
    const fresh = setting.example?.fresh ? { fresh: true } : {};
    const results = backends.map((backend) => new Result(backend, this.editor));
    this.results.replaceChildren(...results.map((result) => result.element));
    const marks = { errors: [], waits: [] };
    for (const result of results) {
      if (signal.aborted) {
        result.skip();
        continue;
      }
      result.begin();
      const running = result.backend === "as-written" ? "Running" : `Running on ${words.LABELS[result.backend]}`;
      this.#tell(running);
      this.results.scrollIntoView({ block: "nearest" });
      const options = setting.options();
      const draws = this.draws.checked ? this.#times(options) : "";
      const job = { file: setting.file, text: program, support: setting.support, backend: result.backend, extras, draws, ...fresh };
      const more = (what) => {
        if (signal.aborted) return;
        // if it's stopped, the next run has to wait for it
        if (what === "all") forget();
        this.#tell(COMING[what] ?? running);
      };
      const ending = await runner.run({ ...job, ...options }, (text, stream) => result.write(text, stream), signal, more);
      const instead = () => setting.instead(isEdited);
      const about = { example: setting.example, file: setting.file, isEdited, limit: runner.LIMIT ?? 30, instead, draws };
      const { errors, waits } = result.end(ending, about);
      marks.errors.push(...errors);
      marks.waits.push(...waits);
    }
    if (this.controller?.signal !== signal) return;
    this.editor.mark([...new Set([...marks.errors, ...marks.waits])], marks.errors.length ? "error" : "waits");
    this.#finished(results, signal);
  }

  /* Where the times of a picture come from: a virtual clock says nothing of them, and an example's picture on its card has them as it has. */
  #times({ clock }) {
    return clock === "virtual" ? "asked" : (this.setting.example?.times ?? "measured");
  }

  /* Say what has run. */
  async #sign() {
    const { controller } = this;
    // they weren't waited for, if Python was there before
    this.facts ??= await runner.facts().catch(() => undefined);
    if (this.facts && (this.controller ?? controller) === controller) this.stamp.textContent = `${words.versions(this.facts.versions)}, in your browser`;
  }

  #finished(results, signal) {
    this.#sign();
    this.#tell(signal.aborted ? "Stopped" : words.summary(results));
    this.results.scrollIntoView({ block: "nearest" });
  }
}
