/* An output while it comes: shown once a picture, with what came from standard error marked as on the pages. */

import { make } from "./parts.js";

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

/* Put lines at the end of an element; `marked` is the index of one among them. */
function put(parent, lines, marked = -1) {
  let place = parent;
  let text = "";
  const flush = () => {
    if (text && place.lastChild?.nodeType === Node.TEXT_NODE) place.lastChild.appendData(text);
    else if (text) place.append(text);
    text = "";
  };
  lines.forEach((line, index) => {
    const isAllError = isError(line);
    if (isAllError !== (place !== parent)) {
      flush();
      place = parent;
      if (isAllError) {
        place = parent.lastChild?.className === "stderr" ? parent.lastChild : group("");
        parent.append(place);
      }
    }
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

  /* Put the next lines into the last chunk, or into a new one when that is full. */
  #fill() {
    let chunk = this.#chunks.at(-1);
    if (!chunk || chunk.count >= CHUNK.lines || chunk.characters >= CHUNK.characters) {
      chunk = { element: make("span", { class: "here-chunk" }), first: this.#shown, count: 0, characters: 0 };
      this.#chunks.push(chunk);
      this.#element.append(chunk.element);
    }
    const start = this.#shown;
    while (this.#shown < this.#lines.length && chunk.count < CHUNK.lines && chunk.characters < CHUNK.characters) {
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
