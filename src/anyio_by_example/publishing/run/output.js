/* An output while it comes: shown once a picture, with what came from standard error marked as on the pages. */

import { make } from "./parts.js";
import { framesOf } from "./traceback.js";

/* Characters that are kept; a run that prints more is stopped. */
export const MOST = 100_000;

/* Lines and characters that share an element: it's laid out when it's in view, and anew when one is added. */
const CHUNK = { lines: 200, characters: 4_000 };

const isError = ({ parts, end }) => (parts.length ? parts.every(([, stream]) => stream === "err") : end === "err");

const group = (more, ...children) =>
  make("span", { class: `stderr${more}`, role: "group", "aria-label": "stderr" }, ...children);

/* The parts of a line as they're shown: what came from standard error has a name, unless all around it did. */
function* partsOf(line, isAllError) {
  for (const [text, stream] of line.parts) yield stream === "err" && !isAllError ? group(" stderr-part", text) : text;
  if (line.end) yield "\n";
}

/* Where a line goes: into its frames, if it has some; those of libraries are folded. */
function placeOf({ frames }, parent) {
  if (!frames) return parent;
  if (frames.element?.parentElement !== parent) {
    frames.element = make("span", { class: frames.isOwn && "here-own", hidden: !frames.isOwn && !frames.isOpen });
    if (!frames.isOwn) {
      const { element, label } = frames;
      const unfold = ({ target }) => target.setAttribute("aria-expanded", String(!(element.hidden = !element.hidden)));
      parent.append(make("button", { type: "button", class: "here-frames", "aria-expanded": String(!element.hidden), click: unfold }, label));
    }
    parent.append(frames.element);
  }
  return frames.element;
}

/* Put lines at the end of an element; `marked` is the index of one among them. */
function put(parent, lines, marked = -1) {
  let errors;
  let place = parent;
  let text = "";
  const flush = () => {
    if (text && place.lastChild?.nodeType === Node.TEXT_NODE) place.lastChild.appendData(text);
    else if (text) place.append(text);
    text = "";
  };
  lines.forEach((line, index) => {
    const isAllError = isError(line);
    if (isAllError !== Boolean(errors)) {
      flush();
      errors = undefined;
      if (isAllError) {
        errors = parent.lastChild?.className === "stderr" ? parent.lastChild : group("");
        parent.append(errors);
      }
    }
    const next = placeOf(line, errors || parent);
    if (next !== place) flush();
    place = next;
    if (index === marked) {
      flush();
      place.append(make("mark", { class: "here-difference" }, ...partsOf(line, isAllError)));
      return;
    }
    for (const part of partsOf(line, isAllError)) {
      if (typeof part === "string") text += part;
      else {
        flush();
        place.append(part);
      }
    }
  });
  flush();
}

export class Output {
  /* All that was printed. */
  text = "";

  #lines = [];
  #last = { parts: [] };
  #shown = 0;
  #chunks = [];
  #frame;
  #element;
  #rest;

  /* element: where it's shown, in a box that scrolls. */
  constructor(element) {
    this.#element = element;
  }

  /* Take what was printed to "out" or "err". */
  write(text, stream) {
    const kept = text.slice(0, MOST - this.text.length);
    if (!kept) return;
    this.text += kept;
    kept.split("\n").forEach((part, index) => {
      if (index) {
        this.#lines.push({ ...this.#last, end: stream });
        this.#last = { parts: [] };
      }
      if (!part) return;
      const previous = this.#last.parts.at(-1);
      if (previous?.[1] === stream) previous[0] += part;
      else this.#last.parts.push([part, stream]);
    });
    this.#frame ??= requestAnimationFrame(() => this.show());
  }

  /* Show what hasn't been shown yet. */
  show() {
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    const box = this.#element.parentElement;
    // not by `:has(:empty)`, of which WebKit doesn't notice that it has changed
    box.hidden = !this.text;
    // who has scrolled back is reading there
    const follows = box.scrollTop + box.clientHeight >= box.scrollHeight - 8;
    this.#rest?.remove();
    this.#rest = undefined;
    while (this.#shown < this.#lines.length) this.#fill();
    if (this.#last.parts.length) {
      this.#rest = make("span");
      put(this.#rest, [this.#last]);
      this.#element.append(this.#rest);
    }
    if (follows) box.scrollTop = box.scrollHeight;
  }

  /* Set the program's own frames in tracebacks apart from those of libraries, and fold these; file is the program's. */
  fold(file) {
    this.show();
    const found = framesOf(this.#lines.map(({ parts }) => parts.map(([text]) => text).join("")), file);
    if (!found.size) return;
    for (const [index, frames] of found) this.#lines[index].frames = frames;
    this.#chunks = [];
    this.#shown = 0;
    this.#element.replaceChildren();
    this.show();
  }

  /* Whether the next line goes on with what the last one is in. */
  get #goesOn() {
    const { frames } = this.#lines[this.#shown];
    return Boolean(frames) && frames === this.#lines[this.#shown - 1]?.frames;
  }

  /* Put the next lines into the last chunk, or into a new one when that is full. */
  #fill() {
    let chunk = this.#chunks.at(-1);
    if (!chunk || chunk.count >= CHUNK.lines || chunk.characters >= CHUNK.characters) {
      chunk = { element: make("span", { class: "here-chunk" }), first: this.#shown, count: 0, characters: 0 };
      this.#chunks.push(chunk);
      this.#element.append(chunk.element);
    }
    const start = this.#shown;
    while (this.#shown < this.#lines.length && ((chunk.count < CHUNK.lines && chunk.characters < CHUNK.characters) || this.#goesOn)) {
      const { parts } = this.#lines[this.#shown++];
      chunk.characters += parts.reduce((sum, [text]) => sum + text.length, 1);
      chunk.count++;
    }
    put(chunk.element, this.#lines.slice(start, this.#shown));
    chunk.element.style.containIntrinsicBlockSize = `${chunk.count}lh`;
  }

  /* Mark a line, counted from 1, and have it in view. */
  mark(number) {
    this.show();
    const { frames } = this.#lines[number - 1] || {};
    if (frames) frames.isOpen = true;
    const chunk = this.#chunks.find(({ first, count }) => number > first && number <= first + count);
    if (chunk) {
      chunk.element.replaceChildren();
      put(chunk.element, this.#lines.slice(chunk.first, chunk.first + chunk.count), number - 1 - chunk.first);
    } else if (this.#rest && number === this.#lines.length + 1) {
      this.#rest.replaceChildren();
      put(this.#rest, [this.#last], 0);
    } else return;
    const box = this.#element.parentElement;
    const mark = box.querySelector("mark");
    box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }
}
