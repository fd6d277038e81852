/* What tests ask of a page, as it looks now. */

/* The contrast of two colours that are opaque. */
const { channels, contrast } = (() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const channels = (color) => {
    if (!known.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      known.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(color);
  };
  const linear = (value) => {
    const c = value / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (one, other) => {
    const [a, b] = [one, other].map((color) => luminance(channels(color)));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  return { channels, contrast };
})();

/* Ids that more than one element has. */
function duplicates() {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const seen = new Set();
  return ids.filter((id) => seen.has(id) || !seen.add(id));
}

/* Texts of the article that are too pale. */
function pale() {
  const background = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (channels(color)[3] === 255) return color;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const found = new Set();
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim();
    if (!text || !element.checkVisibility({ opacityProperty: true })) continue;
    if (element.closest(".headerlink, .copy-code, .visually-hidden")) continue;
    const ratio = contrast(getComputedStyle(element).color, background(element));
    if (ratio < 4.5) found.add(`${ratio.toFixed(2)}: ${text.slice(0, 40)}`);
  }
  return [...found];
}

/* Pictures of timelines that aren't shown once, and texts in them that are cut off or on others. */
function crowded() {
  const found = [];
  for (const figure of document.querySelectorAll(".tl")) {
    const name = figure.closest(".example").id;
    const shown = [...figure.querySelectorAll(".tl-svg")].filter((svg) => svg.checkVisibility());
    if (shown.length !== 1) {
      found.push(`${name} shows ${shown.length} pictures`);
      continue;
    }
    const frame = shown[0].getBoundingClientRect();
    const texts = [...shown[0].querySelectorAll("text")].map((text) => {
      const box = text.getBoundingClientRect();
      // a font's box is higher than its letters
      const air = 0.15 * box.height;
      const { left, right } = box;
      return { said: text.textContent, left, right, top: box.top + air, bottom: box.bottom - air };
    });
    texts.forEach((one, n) => {
      const isWide = one.left < frame.left - 1 || one.right > frame.right + 1;
      if (isWide || one.top < frame.top || one.bottom > frame.bottom) {
        found.push(`${name}: ${one.said} is cut off`);
      }
      for (const other of texts.slice(n + 1)) {
        const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (width > 0.5 && height > 0.5) found.push(`${name}: ${one.said} lies on ${other.said}`);
      }
    });
  }
  return found;
}

/* Parts of the pictures of timelines that are too pale. */
function palePictures() {
  const found = new Set();
  const compare = (what, one, other, least) => {
    const ratio = contrast(one, other);
    if (ratio < least) found.add(`${ratio.toFixed(2)}: ${what}, ${one} on ${other}`);
  };
  const style = (element) => getComputedStyle(element);
  const strokes =
    ".tl-seg rect, .tl-edge, .tl-some, .tl-rest, .tl-deadline, .tl-cancellation path, " +
    ".tl-stop, .tl-end circle, .tl-stem, .tl-start, .tl-tree, .tl-folded, .tl-abandoned";
  for (const svg of document.querySelectorAll(".tl-svg, .tl-icon")) {
    if (!svg.checkVisibility()) continue;
    const probe = svg.parentElement.appendChild(document.createElement("i"));
    // four frames round each other are as dark as one that is mixed with as much of their colour
    const deep = "color-mix(in srgb, var(--tl-scope) 22%, var(--tl-paper))";
    const papers = ["var(--tl-paper)", "var(--tl-band)", deep].map((paper) => {
      probe.style.color = paper;
      return style(probe).color;
    });
    probe.remove();
    for (const text of svg.querySelectorAll("text")) {
      const bar = [...text.parentElement.querySelectorAll(":scope > rect")].pop();
      const isInside = text.matches(".tl-seg > text, .tl-call");
      const under = isInside ? [style(bar).fill] : papers;
      for (const paper of under) compare(text.textContent, style(text).fill, paper, 4.5);
    }
    for (const paper of papers) {
      for (const shape of svg.querySelectorAll(strokes)) {
        compare(shape.closest("[class]").classList.value, style(shape).stroke, paper, 3);
      }
      for (const shape of svg.querySelectorAll(".tl-run, .tl-work, .tl-note circle")) {
        compare(shape.classList.value || "dot", style(shape).fill, paper, 3);
      }
    }
    for (const stripe of svg.querySelectorAll(".tl-seg > rect + path:not(.tl-stop)")) {
      compare("stripe", style(stripe).stroke, style(stripe.previousElementSibling).fill, 3);
    }
    for (const sign of svg.querySelectorAll(".tl-end path")) {
      compare("sign", style(sign).stroke, style(sign.previousElementSibling).fill, 3);
    }
  }
  return [...found];
}

window.looks = { crowded, duplicates, pale, palePictures };
