/* Parts of a list that are folded: what an address names is opened. A browser opens what hides the place that it goes to,
   but not what that is the title of. What a reader has opened is open again on the way back, also where the page is loaded
   anew: the place that they left is in it. */

(() => {
  "use strict";

  function open() {
    let fold = document.getElementById(window.byExample.fragment())?.closest("details");
    for (; fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  const folds = [...document.querySelectorAll(".fold")];

  function keep() {
    const opened = [...folds.keys()].filter((number) => folds[number].open);
    history.replaceState({ ...history.state, folds: opened }, "");
  }

  for (const number of history.state?.folds ?? []) if (folds[number]) folds[number].open = true;
  for (const fold of folds) fold.addEventListener("toggle", keep);
  addEventListener("hashchange", open);
  open();
})();
