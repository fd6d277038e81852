/* Shows a copy of the line of code that a link in the text leads to, near the link, while the line itself is out of the
   window. page.js loads it for who points at something, after timeline.js, which marks the line. */

(() => {
  "use strict";

  const GAP = 6;
  const MARGIN = 16;
  /* Long enough to move the pointer from the link into the box. */
  const GRACE = 200;

  const { linkedLine, numberOf, early } = window.byExample;
  const make = (tag, name, ...content) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...content);
    return element;
  };
  const caption = make("p", "peek-caption");
  const code = make("code", "peek-code");
  const go = make("a", "peek-go");
  const box = make("div", "peek", caption, make("pre", "", code), go);
  caption.id = "peek-caption";
  // a link that leads nowhere yet would be taken for one that no machine can follow
  go.href = "#";
  box.popover = "manual";
  document.body.append(box);

  let shown = null;
  let leaving;
  let isTouch = false;

  const top = () => document.querySelector(".top").getBoundingClientRect().bottom;

  function isInWindow(line) {
    const place = line.getBoundingClientRect();
    return line.checkVisibility() && place.top >= top() && place.bottom <= innerHeight;
  }

  /* A line as it stands on the page. */
  function copyOf(anchor) {
    const copy = make("span", "peek-line", ...anchor.parentElement.cloneNode(true).childNodes);
    // what is in a copy is neither a place nor a stop for the keyboard
    for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    copy.dataset.number = numberOf(anchor);
    // its first word doesn't fit a narrow screen
    copy.classList.toggle("solid", anchor.parentElement.classList.contains("solid"));
    return copy;
  }

  function fill(line) {
    const anchors = [...line.closest(".example-code").querySelectorAll(":scope > span > a[id]")];
    const at = anchors.indexOf(line);
    const from = Math.max(0, at - 1);
    const lines = anchors.slice(from, at + 2).map(copyOf);
    lines[at - from].classList.add("is-meant");
    lines[at - from].id = "peek-line";
    outdent(lines);
    caption.textContent = line.closest(".example").querySelector(".example-caption").textContent;
    code.replaceChildren(...lines);
  }

  /* Take from lines the space that all of them begin with. */
  function outdent(lines) {
    const texts = lines.map((line) => document.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode());
    const full = texts.filter((text, n) => lines[n].textContent.trim());
    const least = Math.min(...full.map(({ data }) => data.search(/[^ ]|$/)));
    for (const text of full) text.data = text.data.slice(least);
  }

  /* Below the link, or above it where there is no room below: never on it. */
  function place(link) {
    const rows = [...link.getClientRects()];
    const [above, below] = [rows[0].top - GAP - box.offsetHeight, rows.at(-1).bottom + GAP];
    const isBelow = below + box.offsetHeight <= innerHeight || above < top();
    const most = document.documentElement.clientWidth - MARGIN - box.offsetWidth;
    box.style.top = `${scrollY + (isBelow ? below : above)}px`;
    box.style.left = `${scrollX + Math.max(MARGIN, Math.min(rows[0].left, most))}px`;
  }

  function show({ link, line }) {
    clearTimeout(leaving);
    if (shown === link) return;
    hide();
    shown = link;
    fill(line);
    // read out also where the line can be seen
    link.setAttribute("aria-describedby", "peek-caption peek-line");
    if (isInWindow(line)) return;
    go.hidden = !isTouch;
    go.textContent = `Go to line ${numberOf(line)}`;
    go.href = link.href;
    box.showPopover();
    place(link);
  }

  function close() {
    if (box.matches(":popover-open")) box.hidePopover();
  }

  function hide() {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    close();
  }

  function leave() {
    clearTimeout(leaving);
    if (shown) leaving = setTimeout(hide, GRACE);
  }

  function reach(target) {
    const linked = linkedLine(target);
    if (linked) show(linked);
    else if (box.contains(target)) clearTimeout(leaving);
    else if (shown !== document.activeElement) leave();
  }

  /* A finger can't point: its first tap shows what the second one leads to. */
  function press(event) {
    const linked = isTouch && linkedLine(event.target);
    if (!linked || shown === linked.link || isInWindow(linked.line)) return hide();
    event.preventDefault();
    show(linked);
  }

  const LISTENERS = {
    pointerdown: ({ pointerType }) => (isTouch = pointerType === "touch"),
    pointermove: ({ pointerType, target }) => pointerType === "touch" || reach(target),
    focusin: ({ target }) => {
      if (target.matches(":focus-visible") && linkedLine(target)) reach(target);
      // what is focused now may be below it
      else if (!box.contains(target)) hide();
    },
    focusout: leave,
    // until the reader comes to the link again
    keydown: ({ key }) => key === "Escape" && close(),
    click: press,
  };

  for (const [kind, listen] of Object.entries(LISTENERS)) document.addEventListener(kind, listen);
  for (const event of early) LISTENERS[event.type]?.(event);
})();
