/* Links in the text to lines of code on the same page: what is wrong with them while each is pointed at or focused, or one
   pointed at and the next one focused, as `ways` says. */

function lines(...ways) {
  const links = [...document.querySelectorAll(".prose a[href^='#']")].filter(
    (link) => /-L\d+$/.test(link.hash) && !link.closest(".example-code"),
  );
  const isShown = (element) => {
    if (!element?.checkVisibility()) return false;
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && bottom > top;
  };
  const point = (element) => element.dispatchEvent(new PointerEvent("pointermove", { bubbles: true }));
  const wrong = [];
  links.forEach((link, number) => {
    const isPointed = ways[number % ways.length] === "hover";
    for (let each = link; each; each = each.parentElement) if (each.localName === "details") each.open = true;
    // wherever in the window it is
    link.scrollIntoView({ block: ["center", "start", "end"][number % 3] });
    const before = [scrollX, scrollY, document.documentElement.scrollHeight];
    if (isPointed) point(link);
    else link.focus({ preventScroll: true, focusVisible: true });
    const line = document.getElementById(link.hash.slice(1));
    const box = document.querySelector(".peek:popover-open");
    const copy = box?.querySelector(".is-meant");
    const covers = (row) => {
      const { top, bottom, left, right } = box.getBoundingClientRect();
      return row.left < right && row.right > left && row.top < bottom && row.bottom > top;
    };
    const faults = {
      "is out of the window": !isShown(line) && !isShown(copy),
      "isn't marked": !line?.classList.contains("tl-hot"),
      "is not what is copied": copy && copy.dataset.number !== /\d+$/.exec(link.hash)[0],
      "covers its link": box && [...link.getClientRects()].some(covers),
      "is wider than the window": box && (box.offsetLeft < 0 || box.offsetLeft + box.offsetWidth > innerWidth),
      "has moved the page": `${[scrollX, scrollY, document.documentElement.scrollHeight]}` !== `${before}`,
    };
    for (const [fault, isSo] of Object.entries(faults)) if (isSo) wrong.push(`${link.hash} ${fault}`);
    if (isPointed) point(document.body);
    else link.blur();
  });
  return wrong;
}
