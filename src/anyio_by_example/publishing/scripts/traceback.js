/* What a pasted traceback says: its error, out of the lines around it. Loaded with what finds. */

(() => {
  "use strict";

  // a longer message is found by less
  const LENGTH = 300;
  // the margins of exception groups and of logs that are read side by side: "  | ", "  + ", "web-1  | "
  const MARGIN = /^\s*(?:[\w.-]+ +)?\|[ \t]?|^\s*\+(?=[-+ ])[-+ ]*/;
  // what pytest and warnings write before an error
  const BEFORE = /^(?:E {2,}|(?:FAILED|ERROR) \S+ - |\S+\.py:\d+: )/;
  // what pytest says above in whole: its summary cuts what is longer than a line, and a place has only the name
  const CUT = /^(?:FAILED|ERROR) .*\.\.\.$|^\S+\.py:\d+: [\w.]+$/;
  const ERROR = /^(?:[A-Za-z_]\w*\.)*([A-Z]\w*)(?:: .*)?$/;
  const NAMED = /(?:Error|Exception|Group|Interrupt|Exit|Warning|Cancelled)$/;
  const ADVICE = /^R(?:untime|esource)Warning: Enable tracemalloc/;

  // what colours a terminal's text
  const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*[A-Za-z]`, "g");

  const plain = (text) => text.replace(COLOURS, "");

  function read(line) {
    const rest = line.replace(MARGIN, "");
    if (rest !== line) return read(rest);
    return { line: rest.replace(BEFORE, ""), isMarked: BEFORE.test(rest), isCut: CUT.test(rest) };
  }

  /* Whether a line says which error it was. Below the code of a traceback, which is further in, a line at its edge
     does, whatever the error is called. */
  function isError({ line, isMarked }, before) {
    const [, name] = line.match(ERROR) ?? [];
    return name && (isMarked || NAMED.test(name) || /^\s+\S/.test(before?.line)) && !ADVICE.test(line);
  }

  /* The errors that a traceback names, the one that it ends with first; what is cut comes last. */
  function errors(text) {
    const lines = plain(text).split(/\r?\n/).map(read);
    const found = lines.filter((each, n) => isError(each, lines[n - 1])).toReversed();
    const [whole, cut] = [found.filter(({ isCut }) => !isCut), found.filter(({ isCut }) => isCut)];
    return [...whole, ...cut].map(({ line }) => line.slice(0, LENGTH));
  }

  /* The text in one line; of a traceback, the error that it ends with. That of a group ends with what was in it. */
  const essence = (text) => errors(text)[0] ?? plain(text).trim().replace(/\s+/g, " ");

  Object.assign(window.byExample, { errors, essence, plain });
})();
