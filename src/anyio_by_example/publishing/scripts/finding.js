/* Finds what a reader asks for in the records of the site. Loaded with them, when the search is first opened. */

(() => {
  "use strict";

  const SHOWN = 20;
  const LOOKED_AT = 80;
  const KEPT = 40;
  // words of a query; each run of them is looked for
  const WORDS = 40;
  // a point for a review says what a section says too, and more of
  const AGAIN = 0.65;
  const FILLERS = new Set(
    ("a an and are as at be been by can do does for from get had has have how i if in is it its me my not of on or " +
      "so than that the their then there this to was were what when where which who why with you your").split(" "),
  );

  const WORD = /\.?[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*/gu;

  /* Words as they are compared: small, between single spaces, without signs. A dot inside a name stays. */
  const normal = (text) => ["", ...(text.toLowerCase().match(WORD) ?? []), ""].join(" ");

  const withoutFillers = (text) =>
    ` ${text
      .split(" ")
      .filter((word) => !FILLERS.has(word))
      .join(" ")
      .trim()} `;

  const squeezed = (text) => text.replace(/[ ._]/g, "");

  /* What a word has in common with its plural and the like. */
  function stem(word) {
    if (/[._\d]/.test(word)) return word;
    const short = word.replace(/(ations?|ency|ents?|ings?|ies|ed|es|e|y)$/, "");
    if (short !== word && short.length >= 4) return short.replace(/([^aeiou])\1$/, "$1");
    return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  }

  let records = [];
  let sayings = {};
  let vocabulary;
  // a key press changes one word of a query, and the others are as they were
  const weighed = new Map();

  /* Take in what the site consists of. */
  function load({ pages, sections, points, examples, names, instead }) {
    const record = (kind, number, id, title, text, more) => {
      const [path, page, above, weight] = pages[number];
      const found = { kind, id, title, text, weight, address: path + (id && `#${id}`), place: id ? page : above };
      Object.assign(found, { inTitle: normal(title), inText: normal(text) }, more);
      return { ...found, subject: withoutFillers(found.inTitle) };
    };
    records = [
      ...sections.map(([page, id, title, text]) => record("Page", page, id, title || pages[page][1], text)),
      ...points.map(([page, id, title, text]) => record("Review", page, id, `${id} ${title}`, text, { weight: AGAIN })),
      ...examples.map(([page, id, title, text, isWrong]) => {
        const file = `${id.replace("-", "/")}.py`;
        // a file is named by its subject
        const inTitle = normal(`${title} ${id.replace(/[-_]/g, " ")}`);
        return record("Example", page, id, title, text, { file, isWrong, inTitle, inText: normal(`${file} ${text}`) });
      }),
      ...names.map(([page, id, signature, text, uses]) => {
        // the modules that a name is in say little of it, and the words that it is made of much
        const own = id.replace(/^([a-z_]+\.)+/, "");
        const inTitle = normal(`${own} ${own.replace(/(?<=[a-z])(?=[A-Z])/g, " ")}`);
        const inText = normal(`${id} ${text} ${signature}`);
        const parts = id.toLowerCase().split(".");
        const ends = parts.map((_, n) => squeezed(parts.slice(n).join("")));
        const isMember = own.includes(".");
        const more = { inTitle, inText, name: parts.join("."), ends, isMember, fame: Math.log2(1 + uses) / 20 };
        return record("Reference", page, id, id, `${text}\n${signature}`, more);
      }),
    ];
    sayings = instead;
    vocabulary = window.byExample.vocabulary(records);
    weighed.clear();
  }

  /* A word of a query, how rare it is, and in how far each record has it. */
  function weigh(text, isOpen) {
    const key = isOpen ? `${text}…` : text;
    const known = weighed.get(key);
    if (known) return known;
    const word = { text, stem: stem(text), isOpen };
    word.hits = vocabulary.hits(word);
    const count = word.hits.reduce((sum, hit) => sum + (hit >= 0.7), 0);
    word.rarity = Math.log(1 + records.length / (1 + count));
    word.isKnown = word.hits.some(Boolean);
    if (weighed.size >= KEPT) weighed.clear();
    weighed.set(key, word);
    return word;
  }

  /* The same, or if it is nowhere, the word that was meant, or the name in it, or the words in that; or nothing. */
  function understood(text, isOpen) {
    const word = weigh(text, isOpen);
    if (word.isKnown) return [word];
    const meant = text.length > 3 && vocabulary.nearest(text);
    if (meant) return [{ ...weigh(meant, false), meant }];
    const [name, parts] = [text.split(".").at(-1), text.split("_")];
    if (name !== text) return understood(name, isOpen);
    return parts.length > 1 ? parts.filter(Boolean).flatMap((part) => understood(part, isOpen)) : [];
  }

  /* The runs of words in a query, the longest first, and which part of its telling words each has. */
  function runs(all, telling) {
    const found = [];
    for (let length = all.length; length > 1; length--)
      for (let start = 0; start + length <= all.length; start++) {
        const words = all.slice(start, start + length);
        const told = words.filter((word) => telling.includes(word)).length;
        const share = (told / telling.length) ** 2;
        if (told > 1 || length === all.length) found.push({ text: ` ${words.join(" ")} `, part: share });
      }
    // a name has no spaces
    if (telling.length > 1) found.push({ text: squeezed(telling.join("")), part: 0.8 });
    return found;
  }

  const part = (text, phrases) => phrases.find((phrase) => text.includes(phrase.text))?.part || 0;

  /* Whether the query is the name of a record, or the end of it, or how it begins. */
  function naming(record, asked, joined) {
    if (record.kind !== "Reference") return 0;
    const { name, ends, isMember, fame } = record;
    if (name === asked) return 8;
    const likely = fame - ends.length / 10;
    // a plain word is more often a word than a method of some class
    if (name.endsWith(`.${asked}`)) return (isMember && /^[a-z]+$/.test(asked) ? 1.5 : 6) + likely;
    if (ends.includes(joined)) return 4 + likely;
    if (joined.length < 3) return 0;
    if (ends.some((end) => end.startsWith(joined))) return 1 + likely;
    return ends[0].includes(joined) ? 0.8 + likely : 0;
  }

  function rank(query, isSure) {
    const asked = normal(query).trim();
    const all = asked.split(" ").filter(Boolean).slice(0, WORDS);
    const telling = all.filter((word) => !FILLERS.has(word));
    const isTyping = !/\s$/.test(query);
    const chosen = [...new Set(telling.length ? telling : all)];
    const meanings = chosen.map((word) => understood(word, isTyping && word === all.at(-1)));
    const missing = chosen.filter((_, n) => !meanings[n].length);
    const words = meanings.flat();
    const meant = words.map((word) => word.meant).filter(Boolean);
    if (meant.length && !isSure) {
      const put = (text, word, n) => text.replace(` ${word} `, ` ${meanings[n].map((each) => each.text).join(" ")} `);
      const better = chosen.reduce(put, ` ${asked} `);
      return { ...rank(better, true), query: better, missing, meant };
    }
    const total = words.reduce((sum, { rarity }) => sum + rarity, 0);
    const joined = squeezed(chosen.join(" "));
    const phrases = runs(all, chosen);
    // the words near each other, in any form, forwards or backwards
    const stems = words.map((word) => word.stem.replaceAll(".", "\\."));
    const ways = [stems, stems.toReversed()].map((way) => `[ .]${way.join("[^ ]*( [^ ]+){0,2} ")}`);
    const near = new RegExp(ways.join("|"));
    const [sums, covered] = [new Float64Array(records.length), new Float64Array(records.length)];
    for (const { hits, rarity } of words)
      hits.forEach((hit, number) => {
        if (!hit) return;
        sums[number] += (hit * rarity) / total;
        covered[number] += rarity / total;
      });
    const bases = sums.map((sum, number) => sum && sum * covered[number] ** 1.5);
    // phrases are looked for where the words are
    const least = bases.toSorted().at(-1 - LOOKED_AT) ?? 0;
    const scores = records.map((record, number) => {
      let score = bases[number];
      if (!score) return 0;
      score += naming(record, asked, joined);
      if (score < least) return score * record.weight;
      if (all.length > 1) score += Math.max(2.5 * part(record.inTitle, phrases), 2 * part(record.inText, phrases));
      if (near.test(record.subject)) score += 0.5;
      if (!record.id) score *= 1.25;
      return score * record.weight;
    });
    return { query, scores, words, missing, meant: [] };
  }

  /* What AnyIO calls something that others call by another name. */
  function translated(query) {
    const asked = normal(query);
    const known = Object.keys(sayings).filter((saying) => asked.includes(` ${saying} `));
    if (!known.length) return null;
    const said = known.reduce((one, other) => (other.length > one.length ? other : one));
    const name = sayings[said];
    const rest = withoutFillers(asked.replace(` ${said} `, " ")).trim();
    const share = said.split(" ").length / `${said} ${rest}`.trim().split(" ").length;
    return { said, name, share, query: asked.replace(` ${said} `, ` ${name} `).trim() };
  }

  /* The records that answer a query, best first; the words to mark in them; what was understood. */
  function find(query) {
    const { query: better, scores, words, missing, meant } = rank(query);
    const other = translated(better);
    if (other) {
      // with the rest of the query, and alone, as far as it is most of it
      for (const [wanted, weight] of [[other.query, 0.75], [other.name, 0.75 * other.share ** 2]]) {
        const more = rank(wanted);
        more.scores.forEach((score, number) => (scores[number] = Math.max(scores[number], weight * score)));
        words.push(...more.words);
      }
    }
    const best = scores.reduce((one, other) => Math.max(one, other), 0);
    const good = [...records.keys()].filter((number) => scores[number] && scores[number] >= Math.min(best, 3) / 6);
    good.sort((one, next) => scores[next] - scores[one]);
    return {
      count: good.length,
      results: good.slice(0, SHOWN).map((number) => ({ ...records[number], score: scores[number] })),
      words,
      meant,
      missing,
      other,
    };
  }

  window.byExample.finding = { load, find };
})();
