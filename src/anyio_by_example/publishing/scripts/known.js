/* Which page answers an error: what pages about errors say at their heads. Loaded with what finds. */

(() => {
  "use strict";

  // what stands in a message for what it's filled in with
  const HOLE = "…";
  // so much of a message is enough without the class that says it
  const TELLING = 15;
  // of a message that was cut, so much is
  const ENOUGH = 30;
  // and a class counts for so much
  const CLASS = 50;
  const GROUPS = new Set(["ExceptionGroup", "BaseExceptionGroup"]);

  let rows = [];
  let index;

  const normal = (text) => ` ${(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join(" ")} `;

  /* Take in what each page answers, the page's number and what ends a traceback, and the number of the page that has all. */
  function load(known, all) {
    index = all;
    rows = known.map(([page, said]) => {
      const [, name, text] = said.match(/^(\w+)(?:: (.*))?$/s) ?? [said, "", said];
      const parts = (text ?? "").split(HOLE).map(normal);
      return { page, name, parts: parts.filter((part) => part.trim()) };
    });
  }

  /* How much of a message a text has; nothing if it lacks a part, or has them in another order, but for what a long
     beginning may lack, which may end within a part, and within a word. */
  function shared(parts, text) {
    let [at, sum] = [0, 0];
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found < 0) {
        const rest = text.slice(at).trimEnd();
        const told = sum + (part.startsWith(rest) ? rest.length : 0);
        return told >= ENOUGH ? told : 0;
      }
      // the space between two words belongs to both
      at = found + part.length - 1;
      sum += part.length;
    }
    return sum;
  }

  /* The page that answers one line; nothing if none does. */
  function of(line) {
    const [, name = "", text = line] = line.trim().match(/^(?:\w+\.)*([A-Z]\w*)(?:: (.*))?$/s) ?? [];
    const said = normal(text);
    let best = { page: undefined, weight: 0 };
    for (const { page, name: own, parts } of rows) {
      const isSame = name && (name === own || (GROUPS.has(name) && GROUPS.has(own)));
      const fits = shared(parts, said);
      const counts = parts.length ? fits && (isSame || fits >= TELLING) : isSame;
      const weight = counts ? fits + (isSame ? CLASS : 0) : 0;
      if (weight > best.weight) best = { page, weight };
    }
    return best.page;
  }

  /* The page of a class of which only messages have pages: theirs, or where there are several, the list of all. */
  function ofClass(name) {
    const pages = new Set(rows.filter((row) => row.name === name).map(({ page }) => page));
    return pages.size > 1 ? index : [...pages][0];
  }

  /* The page that answers a text: of a traceback, by the last of its errors that has one, then by its warnings, which
     tell what came of the error; of a log, by any line. */
  function answer(pasted) {
    const text = window.byExample.plain(pasted);
    const isWarning = (line) => /^\w*Warning\b/.test(line);
    const errors = window.byExample.errors(text);
    const told = [...errors.filter((line) => !isWarning(line)), ...errors.filter(isWarning)];
    const lines = [...told, ...text.split(/\r?\n/)];
    for (const line of lines) {
      const page = of(line);
      if (page !== undefined) return { line: line.trim(), page };
    }
    return null;
  }

  window.byExample.known = { load, of, ofClass, answer };
})();
