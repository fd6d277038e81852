/* The editor of one program: a text area with coloured code under it, and what its keys do. */

import { make } from "./parts.js";
import { fits, LIMITS } from "./share.js";

/* Characters up to which code is coloured, since all of it is read again at each key, and milliseconds
   that this may take. */
const COLOURED = 20_000;
const PATIENCE = 80;

const INDENT = 4;

/* What the text before the caret on its line is. */
const before = (editor, at) => editor.value.slice(editor.value.lastIndexOf("\n", at - 1) + 1, at);

/* Backspace in an indentation takes a step of it. */
function outdent(editor, library) {
  const [start, end] = editor.getSelection();
  const text = before(editor, start);
  if (start !== end || text.length < 2 || /[^ ]/.test(text)) return false;
  library.insertText(editor, "", start - (((text.length - 1) % INDENT) + 1), start);
  return true;
}

/* Does what a key means for an editor of code. Returns whether it did. */
function did(event, editor, library) {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (isCommand && !event.shiftKey && event.key === "/") return library.toggleComment(editor), true;
  if (isCommand || event.altKey) return false;
  if (event.key === "Enter") return library.insertLineAndIndent(editor);
  if (event.key === "Backspace" && !event.shiftKey) return outdent(editor, library);
  return false;
}

function tab(event, editor, library) {
  const [start, end] = editor.getSelection();
  if (event.shiftKey) library.indentSelectedLines(editor, true);
  else if (start === end) library.insertTab(editor, start);
  else library.indentSelectedLines(editor);
}

/*
 * Tab indents for who writes, and leaves for who only comes through: until something else was pressed in
 * the editor, and again after Escape.
 */
function listen(editor, library, run) {
  let leaves = true;
  const { textarea, container } = editor;
  textarea.addEventListener("focus", () => (leaves = true));
  textarea.addEventListener("click", () => (leaves = false));
  container.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing) return;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        run();
      } else if (event.key === "Tab" && isPlain) {
        if (leaves) return;
        event.preventDefault();
        tab(event, editor, library);
      } else if (event.key === "Escape") leaves = true;
      else if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) {
        leaves = false;
        if (did(event, editor, library)) event.preventDefault();
      }
    },
    { capture: true },
  );
}

/* Put a text in place of a part, as if it was typed: it can be undone. */
function put(textarea, text, start, end, mode) {
  const inputType = "insertReplacementText";
  textarea.dispatchEvent(new InputEvent("beforeinput", { inputType }));
  textarea.setRangeText(text, start, end, mode);
  textarea.dispatchEvent(new InputEvent("input", { inputType, bubbles: true }));
}

/* Paste what there's room for. Browsers take seconds for some thousand lines when they do it themselves. */
function paste(editor, refuse) {
  const { textarea, container } = editor;
  const take = (event) => {
    const text = (event.clipboardData || event.dataTransfer)?.getData("text/plain").replace(/\r\n?/g, "\n") || "";
    const { selectionStart: start, selectionEnd: end } = textarea;
    const isTooLong = !fits(editor.value.slice(0, start) + text + editor.value.slice(end));
    if (!isTooLong && event.type === "drop") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isTooLong) return refuse(`Not pasted: a program here can have ${LIMITS}`);
    put(textarea, text, start, end, "end");
    const line = editor.lines[editor.activeLine];
    line?.scrollIntoView({ block: "nearest" });
  };
  for (const kind of ["paste", "drop"]) container.addEventListener(kind, take, { capture: true });
}

/* What an editor is made with, which is a script of its own. */
export const edits = () => import("./editor.js");

/*
 * Make an editor. Rejects if its script can't be loaded.
 *
 * text: the code. first: the number of its first line. label: the editor's name. described: the id of what
 * explains its keys. placeholder: what an empty one says. run(), edit(), refuse(why): told of what happened.
 */
export async function makeEditor({ text, first, label, described, placeholder, run, edit, refuse }) {
  const library = await edits();
  const place = make("div", { class: "here-code" });
  const editor = library.createEditor(
    place,
    { language: "python", tabSize: INDENT, insertSpaces: true, value: "" },
    library.editHistory(200),
  );
  const { textarea, container } = editor;
  // it would take the focus away to nowhere
  delete editor.keyCommandMap.Escape;
  container.style.counterReset = `line ${first - 1}`;
  for (const [name, value] of Object.entries({ "aria-label": label, "aria-describedby": described, placeholder })) {
    if (value) textarea.setAttribute(name, value);
  }
  for (const name of ["autocorrect", "translate"]) textarea.setAttribute(name, name === "translate" ? "no" : "off");

  let most = COLOURED;
  let began = Infinity;
  const colour = (length) => {
    const language = length > most ? "text" : "python";
    began = performance.now();
    if (language !== editor.options.language) editor.setOptions({ language });
  };
  container.addEventListener("input", () => colour(textarea.value.length), { capture: true });
  editor.on("update", ({ length }) => {
    if (performance.now() - began > PATIENCE) most = Math.min(most, length / 2);
    began = Infinity;
  });
  const number = () => {
    const last = first + editor.value.split("\n").length - 1;
    container.style.setProperty("--digits", Math.max(2, String(last).length));
  };
  colour(text.length);
  editor.setOptions({ value: text });
  number();
  editor.on("update", number);
  editor.on("update", edit);
  listen(editor, library, run);
  paste(editor, refuse);

  return {
    element: place,
    get text() {
      return editor.value;
    },
    /* Have another text. */
    replace(other) {
      put(textarea, other, 0, textarea.value.length, "start");
      container.scrollTo(0, 0);
    },
    /* Mark lines, by the numbers that they have; none for no lines. */
    mark(lines, kind = "error") {
      for (const line of [...container.querySelectorAll(".here-marked")]) line.classList.remove("here-marked", "here-waits");
      for (const number of lines) {
        editor.lines[number - first + 1]?.classList.add("here-marked", ...(kind === "waits" ? ["here-waits"] : []));
      }
    },
    has: (line) => line >= first && line < first + editor.value.split("\n").length,
    /* Go to a line. */
    show(line) {
      const lines = editor.value.split("\n");
      const at = lines.slice(0, line - first).join("\n").length + (line > first ? 1 : 0);
      textarea.focus({ preventScroll: true });
      textarea.setSelectionRange(at, at + lines[line - first].length);
      editor.lines[line - first + 1].scrollIntoView({ block: "nearest" });
    },
  };
}
