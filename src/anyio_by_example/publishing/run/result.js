/* What one run gives: its output as it comes, and how it ended. */

import { compare } from "./compare.js";
import { ENDS } from "./ending.js";
import { Output } from "./output.js";
import { ident, make } from "./parts.js";
import * as words from "./words.js";

const heading = (backend) =>
  backend === "as-written"
    ? [make("span", {}, "Output; the program names its event loop itself")]
    : [
        make("span", {}, "Output on"),
        " ",
        make("span", { class: `runtime runtime-${backend}` }, words.LABELS[backend]),
      ];

/* A text as it was printed: so that a space at its end or an empty line can be told from nothing. */
const quoted = (text) => (text === undefined ? make("i", {}, "nothing more") : make("code", {}, JSON.stringify(text).slice(1, -1)));

export class Result {
  /* What is said of it in the end; empty if there's nothing to compare with. */
  words = "";

  #output;
  #state = make("p", { class: "here-state" }, "Waits for its turn");
  #end = make("div", { class: "here-end" });

  /* editor: has the lines that are named. */
  constructor(backend, editor) {
    this.backend = backend;
    this.editor = editor;
    const title = make("p", { class: "here-runtime", id: ident() }, ...heading(backend));
    const code = make("code");
    this.#output = new Output(code);
    this.element = make(
      "div",
      { class: "here-result", role: "group", "aria-labelledby": title.id },
      title,
      make("pre", { tabindex: "0", class: "here-output", hidden: true }, code),
      this.#state,
      this.#end,
    );
  }

  begin() {
    this.#state.textContent = "Running";
    this.element.classList.add("is-running");
  }

  write(text, stream) {
    this.#output.write(text, stream);
  }

  /* Say that it wasn't run. */
  skip() {
    this.#state.textContent = "Not run.";
  }

  /*
   * Say how it ended.
   *
   * example: what it's compared with, if anything. file: its name. isEdited: whether it's the reader's.
   * limit: the seconds it had. instead: what helps where a browser lacks something. draws: whether it's drawn.
   */
  end(ending, { example, file, isEdited, limit, instead, draws }) {
    this.#output.fold(file);
    this.element.classList.remove("is-running");
    this.#state.remove();
    if (!this.#output.text) this.#say("here-state", "It printed nothing.");
    const reason = words.reason(ending, limit, this.#output.text.length);
    if (reason.length) this.#say("here-reason", ...this.#linked(reason));
    this.words = words.inShort(ending);
    const line = words.errorLine(ending, file, this.#output.text);
    const said = line ? words.errorText(file, this.#output.text) : "";
    if (said) this.#say("here-reason", make("code", {}, said));
    if (ending.absent) this.#lack(ending.absent, instead);
    else this.#judge(ending, example, isEdited);
    const facts = [words.seconds(ending.seconds)];
    if (ending.how === "ended" && ending.status) facts.push(`exit status ${ending.status}`);
    const error = line ? [" · error in ", ...this.#linked([{ line }])] : [];
    this.#say("here-facts", facts.join(" · "), ...error);
    if (draws) this.#draw(ending, file);
    return { errors: line ? [line] : [], waits: (ending.waiting || []).map((each) => each.line).filter(Boolean) };
  }

  #say(kind, ...parts) {
    this.#end.append(make("p", { class: kind }, ...parts));
  }

  /* The parts of a sentence, with links to the lines that are in the editor. */
  #linked(sentence) {
    return sentence.map((part) => {
      if (typeof part === "string") return part;
      const text = `line ${part.line}`;
      if (!this.editor.has(part.line)) return text;
      const click = () => this.editor.has(part.line) && this.editor.show(part.line);
      return make("button", { type: "button", class: "here-line", click }, text);
    });
  }

  #lack(absent, instead) {
    this.words = "a browser lacks what it needs";
    this.#say("here-reason", ...this.#linked(words.lacking(absent)), " ", ...instead());
  }

  /*
   * Show the picture that was asked for, and the same in words. It's an image, in which nothing runs and
   * which loads nothing: a program may have made it in the place of what draws.
   */
  #draw({ how, drawing }, file) {
    if (!drawing) {
      const why = ENDS.includes(how) ? "no event loop ran, or the picture would be too large" : "it didn't end by itself";
      return this.#say("here-state", `Not drawn: ${why}.`);
    }
    const href = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`;
    const where = words.LABELS[this.backend] ?? "its event loop";
    const image = make("img", { src: href, alt: `Timeline of ${file} on ${where}, below in words` });
    this.#end.append(
      make(
        "figure",
        { class: "here-drawing" },
        make("div", { class: "here-picture", tabindex: "0", role: "region", "aria-label": `Timeline on ${where}` }, image),
        make("figcaption", {}, make("a", { href, download: `${file.replace(/\.py$/, "")}-${this.backend}.svg` }, "Save picture")),
        make("details", {}, make("summary", {}, "In words"), make("pre", { tabindex: "0" }, drawing.words)),
      ),
    );
  }

  #judge(ending, example, isEdited) {
    const recording = example?.expected?.[this.backend];
    if (!recording || !["ended", "exited"].includes(ending.how)) return;
    const compared = compare(example, { output: this.#output.text, status: ending.status }, recording);
    this.words = words.verdict(compared, isEdited);
    const kind = compared.same ? "same" : isEdited ? "edited" : "differs";
    const text = this.words[0].toUpperCase() + this.words.slice(1);
    this.#say(`here-verdict here-${kind}`, text);
    if (!compared.output) {
      this.#output.mark(compared.line);
      this.#end.append(
        make(
          "dl",
          { class: "here-compared" },
          make("div", {}, make("dt", {}, `Line ${compared.line}, here`), make("dd", {}, quoted(compared.here))),
          make("div", {}, make("dt", {}, "Recorded"), make("dd", {}, quoted(compared.recorded))),
        ),
      );
    } else if (!compared.status) {
      this.#say("here-state", `Its exit status is ${ending.status}; the recorded one is ${recording.status}.`);
    }
  }
}
