/* Citations of an example, of lines of it, and of points of a review; loaded with the first one. */

(() => {
  "use strict";

  const { address, copy, citedLines, numberOf } = window.byExample;

  /* The lines of an example that are selected as text, or else linked; null for the whole. */
  function chosenLines(example) {
    const selection = getSelection();
    const code = example.querySelector(".example-code[data-main]");
    if (!selection.isCollapsed && code.contains(selection.anchorNode) && code.contains(selection.focusNode)) {
      const range = selection.getRangeAt(0);
      const anchors = [...code.querySelectorAll("a[id]")];
      const first = anchors.findLast((line) => range.comparePoint(line, 0) < 0) || anchors[0];
      // a selection that ends before a line's anchor doesn't reach the line
      const last = anchors.findLast((line) => range.comparePoint(line.parentElement, 1) <= 0) || first;
      return [numberOf(first), numberOf(last)];
    }
    const cited = citedLines();
    return code.contains(cited[0] ?? null) ? [numberOf(cited[0]), numberOf(cited.at(-1))] : null;
  }

  const named = (lines) =>
    !lines ? "" : lines[0] === lines[1] ? `, line ${lines[0]}` : `, lines ${lines[0]} to ${lines[1]}`;

  /* What there is to say of an example: what it's called, where it is, what it ran on. */
  function sourceOf(example) {
    const lines = chosenLines(example);
    const fragment = !lines ? "" : lines[0] === lines[1] ? `#L${lines[0]}` : `#L${lines[0]}-L${lines[1]}`;
    const ran = example.querySelector(".example-ran");
    return {
      title: example.querySelector(".example-caption").textContent.trim().replace(/\.$/, "") + named(lines),
      href: address(example.dataset.address) + fragment,
      ran: ran ? ` (recorded with ${ran.textContent.trim()})` : "",
    };
  }

  function sourceOfPoint(point) {
    const text = point.closest("li, h1").textContent.replace(/\s+/g, " ").trim();
    const title = text.slice(point.textContent.length).trim().split(/(?<=[.:?]) /)[0].replace(/[.:]$/, "");
    return { title: `${point.textContent}: ${title}`, href: address(`r/${point.textContent}/`), ran: "" };
  }

  const FORMATS = {
    Markdown: ({ title, href, ran }) => `[${title.replace(/[[\]]/g, "\\$&")}](${href})${ran}`,
    "Plain text": ({ title, href, ran }) => `${title}: ${href}${ran}`,
    "Address only": ({ href }) => href,
  };

  let box;

  function makeBox() {
    box = document.createElement("div");
    box.className = "cite";
    box.popover = "auto";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", "Cite");
    document.body.append(box);
  }

  /* Offer a citation of an example, or of a point, in three forms, beside what was pressed. */
  window.byExample.cite = (example, button) => {
    const source = example ? sourceOf(example) : sourceOfPoint(button);
    if (!box) makeBox();
    box.replaceChildren();
    for (const [name, format] of Object.entries(FORMATS)) {
      const text = format(source);
      const item = document.createElement("button");
      const label = document.createElement("b");
      const preview = document.createElement("span");
      item.type = "button";
      label.textContent = `Copy ${name === "Address only" ? "the address" : name === "Markdown" ? "as Markdown" : "as plain text"}`;
      preview.textContent = text;
      item.append(label, preview);
      item.addEventListener("click", () => {
        box.hidePopover();
        copy(text, "Citation copied");
      });
      box.append(item);
    }
    box.showPopover();
    const { left, bottom, top } = button.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const isBelow = bottom + height + 8 < innerHeight || top < height + 8;
    box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    box.style.top = `${isBelow ? bottom + 4 : top - height - 4}px`;
    const closed = ({ newState }) => {
      if (newState !== "closed") return;
      box.removeEventListener("toggle", closed);
      button.focus();
    };
    box.addEventListener("toggle", closed);
    box.querySelector("button").focus();
  };
})();
