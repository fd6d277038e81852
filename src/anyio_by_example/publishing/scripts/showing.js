/* Shows what the search has found, and moves through it. Loaded with what finds. */

(() => {
  "use strict";

  const EXCERPT = 150;
  const dialog = document.getElementById("search");
  const input = dialog.querySelector("input");
  const count = dialog.querySelector(".search-count");
  const list = dialog.querySelector(".search-results");
  const hint = dialog.querySelector(".search-hint");
  const none = dialog.querySelector(".search-none");
  const since = dialog.querySelector(".search-since");
  const { root, finding } = window.byExample;
  const make = (tag, name, ...content) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...content);
    return element;
  };

  /* Where an address below the site's is; without a server, no folder has a page. */
  function place(address) {
    const isOnDisk = location.protocol === "file:";
    return new URL(isOnDisk ? address.replace(/(^|\/)(?=[#?]|$)/, "$1index.html") : address, root);
  }

  /* What marks the words of a query in a text, from where a word begins. */
  function marker(words) {
    const stems = [...new Set(words.map(({ stem }) => stem))].sort((one, other) => other.length - one.length);
    const safe = stems.map((stem) => stem.replaceAll(".", "\\."));
    return safe.length ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${safe.join("|")})[\\p{L}\\p{N}]*`, "giu") : /(?!)/g;
  }

  function marked(text, words) {
    const parts = [];
    let end = 0;
    for (const found of text.matchAll(words)) {
      parts.push(text.slice(end, found.index), make("mark", "", found[0]));
      end = found.index + found[0].length;
    }
    return [...parts, text.slice(end)];
  }

  /* The sentence, or the line of code or output, that has most of the words; or the first one.
     The number of a section ends no sentence. */
  function excerpt({ kind, title, text }, words) {
    const pieces = kind === "Example" ? text.split("\n") : text.split(/\n|(?<=[.?!:])(?<!(?<![^ “])\d{1,2}\.) (?=\p{Lu})/u);
    const different = (piece) => new Set(piece.toLowerCase().match(words)).size;
    let [best, most] = [kind === "Example" ? "" : pieces[0], 0];
    for (const piece of pieces) {
      const has = different(piece);
      if (has > most && !title.includes(piece)) [best, most] = [piece, has];
    }
    if (best.length <= EXCERPT) return best;
    const start = Math.max(0, best.search(new RegExp(words.source, "iu")) - EXCERPT / 3);
    const cut = start ? `… ${best.slice(start).replace(/^\S*\s/, "")}` : best;
    return cut.length > EXCERPT ? `${cut.slice(0, EXCERPT).replace(/\s\S*$/, "")} …` : cut;
  }

  function entry(result, words) {
    const { kind, address, title, isWrong, since } = result;
    const isName = kind === "Reference";
    const wrong = isWrong ? [make("span", "search-wrong", "Wrong on purpose")] : [];
    const said = excerpt(result, words);
    const link = make(
      "a",
      `search-result is-${kind.toLowerCase()}`,
      make("span", "search-about", make("span", "search-kind", kind), ...wrong, since ? `${result.place}, since AnyIO ${since}` : result.place),
      make(isName ? "code" : "span", "search-title", ...marked(title, words)),
    );
    if (said) link.append(make(kind === "Example" ? "code" : "span", "search-excerpt", ...marked(said, words)));
    link.href = place(address);
    return make("li", "", link);
  }

  /* What is said of a release that a query names. */
  function told({ typed, name, parameter, since, links }) {
    const parts = [];
    if (parameter) parts.push(make("code", "", name), " takes ", make("code", "", parameter), ` since AnyIO ${since}. `);
    else if (name) parts.push(make("code", "", name), ` is there since AnyIO ${since}. `);
    if (links.length) parts.push(`On ${typed}: `);
    links.forEach(([address, text], number) => {
      const link = make("a", "", text);
      link.href = place(address);
      parts.push(number ? "; " : "", link);
    });
    return parts;
  }

  function show() {
    const query = input.value.trim();
    const found = query ? finding.find(input.value) : { count: 0, results: [], words: [], meant: [], missing: [] };
    since.replaceChildren(...(found.since ? told(found.since) : []));
    const words = marker(found.words);
    list.replaceChildren(...found.results.map((result) => entry(result, words)));
    list.hidden = !found.count;
    hint.hidden = found.count > 0;
    none.hidden = !query;
    const { length } = found.results;
    const some = found.count > length ? `The best ${length} of ${found.count} results` : `${length} results`;
    const parts = [length === 1 ? "1 result" : length ? some : "No results"];
    if (found.meant.length) parts.push(`for “${found.meant.join("”, “")}”`);
    if (length && found.missing.length) parts.push(`none with “${found.missing.join("” or “")}”`);
    if (found.led && length && found.missing.length) parts.push("but these may help");
    if (found.other) parts.push(`also with “${found.other.name}” for “${found.other.said}”`);
    count.textContent = query ? parts.join(", ") : "";
  }

  const links = () => [...list.querySelectorAll("a")];

  /* Arrows go through the input and the results, as through one list. */
  function move(event) {
    const places = [input, ...links()];
    const here = places.indexOf(document.activeElement);
    const isInput = here === 0;
    const steps = { ArrowDown: here + 1, ArrowUp: here - 1 };
    // in the input, these two are the text's
    const ends = isInput ? {} : { Home: 1, End: places.length - 1 };
    const to = { ...steps, ...ends }[event.key];
    if (here < 0 || to === undefined || to === here || event.isComposing) return;
    event.preventDefault();
    places[Math.max(0, Math.min(to, places.length - 1))].focus();
  }

  none.querySelector("a").href = place("examples/");
  input.addEventListener("input", show);
  dialog.querySelector("form").addEventListener("submit", () => links()[0]?.click());
  dialog.addEventListener("keydown", (event) => {
    move(event);
    // what is typed belongs to the query, wherever the reader is
    const isLetter = event.key.length === 1 && event.key !== " ";
    const isText = (isLetter || event.key === "Backspace") && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isText && event.target.matches(".search-result")) input.focus();
  });

  Object.assign(window.byExample, { show, place });
})();
