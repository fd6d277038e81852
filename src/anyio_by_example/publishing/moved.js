// Leads on from an id that this page had once. A page loads this only when its address names an id
// that it lacks; so the list needn't come with every page.
(function () {
  "use strict";
  var known = {};
  var root = new URL("..", document.currentScript.src);
  var hash = window.byExample.fragment();
  var lines = (/(-L\d+){1,2}$/.exec(hash) || [""])[0];
  var name = hash.slice(0, hash.length - lines.length);
  var here = location.pathname.slice(root.pathname.length).replace(/(^|\/)index\.html$/, "$1");
  if (!name || document.getElementById(hash)) return;
  var to = known.moved[(here || "./") + "#" + hash];
  if (!to && known.moved[(here || "./") + "#" + name]) to = known.moved[(here || "./") + "#" + name] + lines;
  Object.keys(known.pages).forEach(function (page) {
    if (!to && known.pages[page].indexOf(name) >= 0) to = page + "#" + hash;
  });
  if (!to) return;
  // no server is there to find a folder's page
  if (location.protocol === "file:") to = to.replace(/(^|\/)(?=#|$)/, "$1index.html");
  location.replace(new URL(to, root));
})();
