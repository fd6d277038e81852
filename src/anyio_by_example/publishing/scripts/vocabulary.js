/* The vocabulary of the records: each word once, and which records have it, so that a word is looked for among words,
   of which there are few, and not in all texts. */

(() => {
  "use strict";

  /* What makes another form of a word, perhaps after a doubled letter; whatever else follows makes another word. */
  const FORM = /^([a-z]?(e|es|ed|ers?|ings?|ions?|ations?|s|d|y|ies|ency|ents?|ently|able|ly))?[ ._]/;

  const IN_TITLE = 3;
  // milliseconds that a reader doesn't notice
  const SLICE = 8;

  /* How well a word is at a place in a text: 1 as it stands, less as another form of it or as a part of a name. */
  function strength(text, at, word) {
    const isLong = word.stem.length > 3;
    const before = text[at - 1];
    if (before === "_") return 0.7;
    if (!" .".includes(before)) return isLong ? 0.35 : 0;
    if (text.startsWith(word.text, at) && " .".includes(text[at + word.text.length])) return 1;
    if (!word.isOpen && !isLong) return 0;
    if (FORM.test(text.slice(at + word.stem.length, at + word.stem.length + 9))) return 0.9;
    return word.isOpen ? 0.7 : 0.5;
  }

  /* How many letters to put in, leave out, change or swap. */
  function distance(one, other) {
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, n) => n)];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const change = last[j - 1] + (one[i - 1] !== other[j - 1]);
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, change);
        const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (isSwap) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  /* Which letters a word has, as bits; letters may share one. */
  const letters = (word) => [...word].reduce((bits, letter) => bits | (1 << (letter.charCodeAt(0) & 31)), 0);

  function ones(bits) {
    let count = 0;
    for (let rest = bits; rest; rest &= rest - 1) count++;
    return count;
  }

  /* Take in the records, whose titles and texts are in small letters, with one space around each word. They are read
     a few at a time, so that a dialog opens meanwhile; what is asked before has to wait for all. */
  function vocabulary(records) {
    // where each word is: in a title at twice the number of its record, in a text at one more
    const places = new Map();
    let read = 0;
    let words;
    let placesOf;
    let known;

    function put(text, place) {
      for (const word of text.split(" ")) {
        const found = places.get(word);
        if (found) found.push(place);
        else places.set(word, [place]);
      }
    }

    function readUntil(end) {
      for (; read < records.length && performance.now() < end; read++) {
        put(records[read].inTitle, 2 * read);
        put(records[read].inText, 2 * read + 1);
      }
    }

    function readSlice() {
      readUntil(performance.now() + SLICE);
      if (read < records.length) setTimeout(readSlice);
    }

    function finish() {
      if (words) return;
      readUntil(Infinity);
      places.delete("");
      words = ` ${[...places.keys()].join(" ")} `;
      placesOf = [...places.values()];
    }

    /* How well each record has a word: as it has it best, more if it has it often, and more in its title. */
    function hits(word) {
      finish();
      const best = new Float64Array(2 * records.length);
      const count = new Uint32Array(2 * records.length);
      let [number, start] = [0, 1];
      for (let at = words.indexOf(word.stem); at >= 0; at = words.indexOf(word.stem, at + 1)) {
        const found = strength(words, at, word);
        if (!found) continue;
        for (let end = words.indexOf(" ", start); end < at; end = words.indexOf(" ", start)) {
          start = end + 1;
          number++;
        }
        const isCounted = found > 0.8;
        for (const place of placesOf[number]) {
          if (best[place] < found) best[place] = found;
          if (isCounted) count[place]++;
        }
      }
      const strengths = best.map((most, place) => (count[place] > 1 ? most * (1 + 0.06 * Math.log2(count[place])) : most));
      const found = new Float64Array(records.length);
      return found.map((_, record) => Math.max(IN_TITLE * strengths[2 * record], strengths[2 * record + 1]));
    }

    /* The word of a title that is nearest to another, if any is near. */
    function nearest(word) {
      known ??= [...new Set(records.flatMap(({ inTitle }) => inTitle.trim().split(/[ .]/)))]
        .filter((other) => other.length > 3)
        .map((other) => [other, letters(other)]);
      const own = letters(word);
      let best = word.length > 6 ? 3 : 2;
      let found = null;
      for (const [other, its] of known) {
        if (Math.abs(other.length - word.length) >= best) continue;
        // each letter that only one of them has takes a step
        if (ones(own & ~its) >= best || ones(its & ~own) >= best) continue;
        const far = distance(word, other);
        if (far < best) [best, found] = [far, other];
      }
      return found;
    }

    setTimeout(readSlice);
    return { hits, nearest };
  }

  window.byExample.vocabulary = vocabulary;
})();
