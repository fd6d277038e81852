/* Parts of a list that are folded: what an address names is opened. A browser opens what hides the place that it goes to,
   but not what that is the title of. */

(() => {
  "use strict";

  function open() {
    let fold = document.getElementById(window.byExample.fragment())?.closest("details");
    for (; fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  addEventListener("hashchange", open);
  open();
})();
