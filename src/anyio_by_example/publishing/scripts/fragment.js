/* What an address names after "#". It may come from anyone: what can't be decoded is taken as it stands. Redirects, which
   have no other script, have this one too. */

window.byExample = {
  fragment: () => {
    const { hash } = location;
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return hash.slice(1);
    }
  },
};
