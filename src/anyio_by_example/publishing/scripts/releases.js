/* What a query says of a release of AnyIO, and what is said of a name that came later. Loaded with what finds. */

(() => {
  "use strict";

  // Python's versions are numbers like AnyIO's releases
  const VERSION = /(?<![\p{L}\p{N}_.-])(?<before>(?:python|trio|uvloop)\W*|anyio\W*)?v?(?<release>[34]\.\d+(?:\.\d+)?(?:\.post\d+)?)(?![\p{L}\p{N}_]|\.\d)/giu;

  // older forms that are named for a name; those that fit best come first
  const FEW = 3;

  let releases = [];
  let parameters = [];
  let older = {};
  let page = "";
  let example;

  function load(known) {
    ({ releases = [], parameters = [], older = {}, compatibility: page = "", examples: example } = known);
  }

  const order = (release) => release.split(".").slice(0, 2).reduce((sum, part) => 1000 * sum + +part, 0);

  /* The release as this site calls it: 4.14 is the newest of its kind, and 3.7 the only one. Null if there is none. */
  function called(release) {
    const short = release.replace(/^(\d+\.\d+)\.0$/, "$1");
    return releases.findLast((each) => each === short || each.startsWith(`${short}.`)) ?? null;
  }

  /* The release that a query names, as it was typed and as this site calls it, and the rest of the query. */
  function asked(query) {
    for (const found of query.matchAll(VERSION)) {
      const { before = "", release } = found.groups;
      const isOurs = /^anyio/i.test(before);
      const name = called(release);
      // an older one can only be meant where AnyIO is named
      if ((before && !isOurs) || !(name || (isOurs && order(release) < order(releases[0])))) continue;
      const rest = query.slice(0, found.index) + query.slice(found.index + found[0].length);
      return { typed: release, release: name, rest: rest.trim() && rest };
    }
    return null;
  }

  /* What to say above the results of a query with a release.

     names: the records of the names in it
     gives: what came later than the release, if anything did; and where to look, as pairs of an address and its text */
  function told({ typed, release, rest }, names) {
    const isLater = (since) => since && order(since) > order(typed);
    const words = new Set(rest.toLowerCase().match(/[\p{L}\p{N}_]+/gu));
    const own = parameters.filter(([, parameter, since]) => words.has(parameter.toLowerCase()) && isLater(since));
    // with its function, a parameter is told from a name
    const meant = own.find(([called]) => words.has(called.split(".").at(-1).toLowerCase()));
    const name = meant ? undefined : names.find(({ since }) => isLater(since));
    const parameter = meant ?? (name ? undefined : own[0]);
    const forms = name ? (older[name.id] ?? []).filter(([, works]) => !isLater(works)).slice(0, FEW) : [];
    const links = forms.map(([number]) => example(number)).map(({ address, title }) => [address, title]);
    if (page && release && (name || parameter || !rest)) {
      links.push([`${page}?release=${release}`, "which examples work"]);
    }
    if (!name && !parameter) return links.length ? { typed, links } : null;
    const [called, taken, since] = parameter ?? [name.title, "", name.since];
    const short = called.replace(/^anyio\.(?:[a-z_.]+\.(?=[A-Z]))?/, "");
    return { typed, name: parameter || name.isCalled ? `${short}()` : short, parameter: taken, since, links };
  }

  window.byExample.releases = { load, asked, told, order };
})();
