/* What an address names after "#". It may come from anyone: what can't be decoded is taken as it stands. Redirects, which
   have no other script, have this one too. */

window.byExample = {
  fragment: () => {
    const { hash } = location;
    const { example } = document.documentElement.dataset;
    // the page of one example calls its lines by their numbers alone
    const named = (text) => (example && /^L\d+(-L\d+)?$/.test(text) ? `${example}-${text}` : text);
    try {
      return named(decodeURIComponent(hash.slice(1)));
    } catch {
      return hash.slice(1);
    }
  },
};
