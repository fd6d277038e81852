/* Finds what a reader asks for in the records of the site. Loaded with them, when the search is first opened. */

(() => {
  "use strict";

  const SHOWN = 20;
  const LOOKED_AT = 80;
  // of a query, the last words count, as an error is at the end; each run of them is looked for
  const WORDS = 40;
  // a query's words are kept while it's typed
  const KEPT = 2 * WORDS;
  // a point for a review says what a section says too, and more of
  const AGAIN = 0.65;
  // it is an answer where an example is one that proves it
  const PROVED = 0.6;
  // who types plain words wants to read; of the names that have them, this many are enough, and others count for less
  const NAMES = 2;
  const CROWD = 0.6;
  const PLAIN = /^\s*\p{Ll}+(\s+\p{Ll}+)?\s*$/u;
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
  let leads = {};
  let tops = [];
  let list;
  let vocabulary;
  // a key press changes one word of a query, and the others are as they were
  const weighed = new Map();

  /* Take in what the site consists of. */
  function load({ pages, sections, points, examples, names, instead, places, known, index, ...more }) {
    const record = (kind, number, id, title, text, more) => {
      const [path, page, above, weight] = pages[number];
      const found = { kind, id, title, text, weight, address: path + (id && `#${id}`), place: id ? page : above };
      Object.assign(found, { inTitle: normal(title), inText: normal(text) }, more);
      return { ...found, subject: withoutFillers(found.inTitle) };
    };
    records = [
      ...sections.map(([page, id, title, text]) => record("Page", page, id, title || pages[page][1], text)),
      ...points.map(([page, id, title, text, cited]) => {
        const proofs = cited.map((example) => sections.length + points.length + example);
        return record("Review", page, id, `${id} ${title}`, text, { weight: AGAIN, proofs });
      }),
      ...examples.map(([page, id, title, text, isWrong]) => {
        const file = `${id.replace("-", "/")}.py`;
        // a file is named by its subject
        const inTitle = normal(`${title} ${id.replace(/[-_]/g, " ")}`);
        return record("Example", page, id, title, text, { file, isWrong, inTitle, inText: normal(`${file} ${text}`) });
      }),
      ...names.map(([page, id, signature, text, uses, since]) => {
        // the modules that a name is in say little of it, and the words that it is made of much
        const own = id.replace(/^([a-z_]+\.)+/, "");
        const inTitle = normal(`${own} ${own.replace(/(?<=[a-z])(?=[A-Z])/g, " ")}`);
        const inText = normal(`${id} ${text} ${signature}`);
        const parts = id.toLowerCase().split(".");
        const ends = parts.map((_, n) => squeezed(parts.slice(n).join("")));
        const isMember = own.includes(".");
        const isCalled = signature.startsWith("(") && /^[a-z]/.test(id.split(".").at(-1));
        const more = { inTitle, inText, name: parts.join("."), ends, isMember, isCalled, since, fame: Math.log2(1 + uses) / 20 };
        return record("Reference", page, id, id, `${text}\n${signature}`, more);
      }),
    ];
    sayings = instead;
    tops = pages.map(([path]) => records.findIndex(({ kind, address }) => kind === "Page" && address === path));
    list = index;
    window.byExample.known.load(known ?? [], index);
    const firstExample = sections.length + points.length;
    window.byExample.releases.load({ ...more, examples: (number) => records[firstExample + number] });
    const numbers = new Map(records.flatMap(({ id, address }, number) => [[id, number], [address, number]]));
    const led = ([said, targets]) => [said, targets.map((target) => numbers.get(target)).filter((n) => n !== undefined)];
    leads = Object.fromEntries(Object.entries(places).map(led));
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
    const isForeign = text in sayings || text in leads;
    const meant = text.length > 3 && !isForeign && vocabulary.nearest(text);
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
    const all = asked.split(" ").filter(Boolean).slice(-WORDS);
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

  /* The longest saying of a table that a query has, and which part of its telling words that is. */
  function saying(query, table) {
    const known = Object.keys(table).filter((said) => query.includes(` ${said} `));
    if (!known.length) return null;
    const said = known.reduce((one, other) => (other.length > one.length ? other : one));
    const rest = withoutFillers(query.replace(` ${said} `, " ")).trim();
    return { said, share: said.split(" ").length / `${said} ${rest}`.trim().split(" ").length };
  }

  /* What AnyIO calls something that others call by another name, or by its own in another module. */
  function translated(query) {
    const asked = normal(query);
    const [, module, own] = asked.match(/ (asyncio|threading|trio)(\.[\w.]+) /) ?? [];
    const isOurs = own && records.some(({ name }) => name === `anyio${own}`);
    const found = saying(asked, isOurs ? { ...sayings, [module + own]: `anyio${own}` } : sayings);
    if (!found) return null;
    const name = sayings[found.said] ?? `anyio${own}`;
    return { ...found, name, query: asked.replace(` ${found.said} `, ` ${name} `).trim() };
  }

  /* Raise what is for words that this site doesn't have, or has in many places. */
  function lead(query, scores) {
    // a number changes nothing: "every 5 seconds"
    const found = saying(normal(query).replace(/ \d+(?= )/g, ""), leads);
    if (!found) return null;
    const [best, { share }] = [Math.max(1, most(scores)), found];
    leads[found.said].forEach((number, n) => {
      // alone, it leads to these in their order; with other words, also by what they say
      const said = share < 1 ? scores[number] : 0;
      scores[number] = said + best * share * (1.05 - n / 20);
    });
    return found;
  }

  /* Raise the page that answers an error. A name alone may be asked for what it means, so its entry, if it has one, stays
     before; so does what is best before the list of all errors. */
  function answered(typed, query, scores) {
    const { pasted, known } = window.byExample;
    const isPasted = pasted?.query === typed;
    const page = isPasted ? pasted.page : (known.of(query) ?? known.ofClass(query.trim()));
    if (page === undefined || tops[page] < 0) return;
    const best = most(scores);
    const isName = !isPasted && !/\s/.test(query.trim());
    const isSecond = isName && (page === list || records[scores.indexOf(best)].kind === "Reference");
    scores[tops[page]] = Math.max(1, best) * (isSecond ? 0.99 : 1.1);
  }

  const most = (scores) => scores.reduce((one, other) => Math.max(one, other), 0);

  /* What the words of a query, and all of them together, are the names of, or the ends of them: of each, the record that has been
     there longest, so that what came later isn't said of all that are called alike; of several, the best. */
  function named(query, scores) {
    const words = normal(query).trim().split(" ");
    const asked = [...words, words.join("")].map(squeezed);
    const best = asked.map((name) => {
      const numbers = [...records.keys()].filter((number) => records[number].ends?.includes(name));
      const age = (number) => (records[number].since ? window.byExample.releases.order(records[number].since) : 0);
      return numbers.sort((one, other) => age(one) - age(other) || scores[other] - scores[one])[0] ?? -1;
    });
    return best.filter((number) => number >= 0).map((number) => records[number]);
  }

  /* The records that answer a query, best first; the words to mark in them; what was understood. */
  function find(typed) {
    const version = window.byExample.releases.asked(typed);
    const query = version?.rest || typed;
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
    records.forEach(({ proofs }, number) => {
      for (const proof of proofs ?? []) scores[number] = Math.max(scores[number], PROVED * scores[proof]);
    });
    if (PLAIN.test(query)) {
      const names = [...records.keys()].filter((number) => records[number].kind === "Reference" && scores[number]);
      names.sort((one, next) => scores[next] - scores[one]);
      for (const number of names.slice(NAMES)) scores[number] *= CROWD;
    }
    const led = lead(better, scores);
    answered(typed, query, scores);
    const best = most(scores);
    const good = [...records.keys()].filter((number) => scores[number] && scores[number] >= Math.min(best, 3) / 6);
    good.sort((one, next) => scores[next] - scores[one]);
    return {
      count: good.length,
      results: good.slice(0, SHOWN).map((number) => ({ ...records[number], score: scores[number] })),
      words,
      meant,
      missing,
      other,
      led,
      since: version && window.byExample.releases.told(version, version.rest ? named(`${query} ${other?.name ?? ""}`, scores) : []),
    };
  }

  /* What there is of a page as a whole, by its number. */
  const page = (number) => records[tops[number]];

  window.byExample.finding = { load, find, page };
})();
