/* What each example comes to with each release, on each Python and event loop: chosen by any of them; and where a reader
   says which release they have, said in each row. */

(() => {
  "use strict";

  const form = document.querySelector(".compatibility form");
  if (!form) return;

  const WHERE = ["release", "python", "on"];
  const list = (name) => form.dataset[name].split(" ");
  const releases = list("releases");
  const slots = list("slots").map((slot) => slot.split("/"));
  const texts = (name) => new Map([...form.elements[name].options].map(({ value, text }) => [value, text]));
  const words = texts("outcome");
  const loops = texts("on");
  // of what couldn't be run, nothing is said
  const KINDS = { w: "same", l: "missing", e: "differs" };

  /* What a code says of each release: `0l23w` says that something is lacking before the release of number 23. */
  function spelled(code) {
    const found = [];
    for (const [, first, letter] of code.matchAll(/(\d+)([a-z])/g)) {
      found.length = releases.length;
      found.fill(KINDS[letter], first);
    }
    return found;
  }

  const codes = list("codes").map(spelled);
  const profiles = form.dataset.profiles.split(";").map((profile) => profile.split(" ").map((number) => codes[number]));
  const known = new Map();

  /* What an example came to where the reader is: the event loop, the Python and what it came to there with each release.
     Eager tasks count only where they are chosen: with them, most examples differ before 4.7. */
  const here = (profile, { python, on }) =>
    profiles[profile]
      .map((kinds, slot) => [...slots[slot], kinds])
      .filter(([loop, version]) => (on ? loop === on : loop !== "asyncio-eager") && (!python || version === python));

  /* All kinds of outcomes there; none where it isn't run. */
  function outcomes({ profile }, { release, python, on }) {
    if (!profile) return [];
    const key = [profile, release, python, on].join(" ");
    if (!known.has(key)) {
      const all = here(profile, { python, on }).map(([, , kinds]) => kinds);
      const found = release ? all.map((kinds) => kinds[releases.indexOf(release)]) : all.flat();
      known.set(key, [...new Set(found)].filter(Boolean));
    }
    return known.get(key);
  }

  /* Where an example came to one of several kinds, as "Trio; asyncio (Python 3.10)". */
  function where({ profile }, chosen, kind) {
    const pythons = new Map();
    for (const [loop, version, kinds] of here(profile, chosen)) {
      const found = kinds[releases.indexOf(chosen.release)];
      if (!found) continue;
      if (!pythons.has(loop)) pythons.set(loop, { all: 0, mine: [] });
      const each = pythons.get(loop);
      each.all++;
      if (found === kind) each.mine.push(version);
    }
    const named = new Map();
    for (const [loop, { all, mine }] of pythons) {
      const on = mine.length < all ? `Python ${mine.join(", ")}` : "";
      if (mine.length) named.set(on, [...(named.get(on) ?? []), loops.get(loop).replace("asyncio + ", "")]);
    }
    const said = (on, mine) => (mine.length === pythons.size ? on : [mine.join(", "), on && `(${on})`].filter(Boolean).join(" "));
    // what is so on all Pythons comes first
    return [...named].sort(([one], [other]) => !other - !one).map(([on, mine]) => said(on, mine)).join("; ");
  }

  function row(element, topic) {
    const link = element.querySelector("a");
    const [, file] = link.pathname.match(/(\w+\/\w+)\/(?:index\.html)?$/) ?? [];
    const text = `${link.textContent}\n${file}.py`.toLowerCase();
    return { element, link, text, topic: [topic], profile: element.dataset.p };
  }

  const groups = [...document.querySelectorAll(".compatibility-list tbody")].map((body) => {
    const rows = [...body.rows].filter((each) => each.querySelector("a"));
    return [body, rows.map((each) => row(each, body.dataset.topic))];
  });
  const rows = groups.flatMap(([, mine]) => mine);

  window.byExample.filter({
    form,
    groups,
    rows,
    noun: "examples",
    aliases: (asked) => {
      const wanted = asked.get("release");
      // 4.8.0 is called 4.8 here, and 3.7 is the newest of its kind
      const release = releases.findLast((each) => each === wanted || `${each}.0` === wanted || each.startsWith(`${wanted}.`));
      if (wanted && release) asked.set("release", releases.includes(wanted) ? wanted : release);
    },
    traits: (row, field, chosen) => (field === "outcome" ? outcomes(row, chosen) : row[field]),
    has: (row, field, chosen) => {
      // what isn't run where the reader is can't be chosen by what it came to there
      if (field === "outcome" && !chosen.outcome) return outcomes(row, chosen).length > 0 || !WHERE.some((each) => chosen[each]);
      return WHERE.includes(field) || undefined;
    },
    changed: (chosen, matching) => {
      for (const mark of form.parentElement.querySelectorAll(".compatibility-here")) mark.remove();
      if (!chosen.release) return;
      for (const row of matching) {
        const here = document.createElement("span");
        here.className = "compatibility-here";
        const kinds = outcomes(row, chosen);
        for (const kind of kinds) {
          const mark = document.createElement("span");
          mark.className = `releases-${kind}`;
          mark.textContent = words.get(kind);
          if (kinds.length > 1) mark.append(` on ${where(row, chosen, kind)}`);
          here.append(mark);
        }
        row.link.after(here);
      }
    },
  });
})();
