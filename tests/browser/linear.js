/* The vocabulary as it is defined, for a test to hold the quick one against: every text is looked through for every
   word, and every word of a title compared. */

(() => {
  "use strict";

  function vocabulary(records) {
    const FORM = /^([a-z]?(e|es|ed|ers?|ings?|ions?|ations?|s|d|y|ies|ency|ents?|ently|able|ly))?[ ._]/;

    function strength(text, word) {
      let best = 0;
      let count = 0;
      for (let at = text.indexOf(word.stem); at >= 0; at = text.indexOf(word.stem, at + 1)) {
        const before = text[at - 1];
        const isWhole = text.startsWith(word.text, at) && " .".includes(text[at + word.text.length]);
        const isForm = FORM.test(text.slice(at + word.stem.length));
        let found = 0;
        if (" .".includes(before)) {
          if (isWhole) found = 1;
          else if (word.isOpen || word.stem.length > 3) found = isForm ? 0.9 : word.isOpen ? 0.7 : 0.5;
        } else if (before === "_") found = 0.7;
        else if (word.stem.length > 3) found = 0.35;
        count += found > 0.8;
        best = Math.max(best, found);
      }
      return best && best * (1 + 0.06 * Math.log2(count || 1));
    }

    function distance(one, other) {
      const rows = [Array.from({ length: other.length + 1 }, (_, n) => n)];
      for (let i = 1; i <= one.length; i++) {
        rows.push([i]);
        for (let j = 1; j <= other.length; j++) {
          const change = rows[i - 1][j - 1] + (one[i - 1] !== other[j - 1]);
          const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
          const swap = isSwap ? rows[i - 2][j - 2] + 1 : Infinity;
          rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, change, swap);
        }
      }
      return rows[one.length][other.length];
    }

    const titled = records.flatMap(({ inTitle }) => inTitle.trim().split(/[ .]/));
    const known = [...new Set(titled)].filter((word) => word.length > 3);
    return {
      hits: (word) =>
        Float64Array.from(records, ({ inTitle, inText }) => Math.max(3 * strength(inTitle, word), strength(inText, word))),
      nearest(word) {
        const far = known.map((other) => distance(word, other));
        const least = Math.min(...far);
        return least < (word.length > 6 ? 3 : 2) ? known[far.indexOf(least)] : null;
      },
    };
  }

  window.byExample.vocabulary = vocabulary;
})();
