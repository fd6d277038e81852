/* The tools of a page that stands alone: they enlarge the picture, and find what is in it. */

const picture = document.querySelector(".tl-picture");

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const zoom = make("input", { type: "range", min: "1", max: "8", step: "0.5", value: "1" });
const find = make("input", { type: "search", placeholder: "a task, a wait, a text" });
const found = make("output", {});

/* A large picture is folded until somebody wants to see more of it. */
const unfold = () => {
  const box = document.querySelector(".tl-all input");
  if (box) box.checked = true;
};

/* What is in the middle stays there. */
zoom.addEventListener("input", () => {
  unfold();
  const middle = (picture.scrollLeft + picture.clientWidth / 2) / picture.scrollWidth;
  const centre = (picture.scrollTop + picture.clientHeight / 2) / picture.scrollHeight;
  document.body.style.setProperty("--zoom", zoom.value);
  document.body.classList.toggle("is-zoomed", zoom.value > 1);
  picture.scrollLeft = middle * picture.scrollWidth - picture.clientWidth / 2;
  picture.scrollTop = centre * picture.scrollHeight - picture.clientHeight / 2;
});

/* Rows and frames of both images that don't have the words are pale; events without them are gone. */
find.addEventListener("input", () => {
  const wanted = find.value.trim().toLowerCase();
  const has = (element) => element.textContent.toLowerCase().includes(wanted);
  for (const element of picture.querySelectorAll(".tl-svg > g")) element.classList.toggle("is-other", !has(element));
  const events = [...document.querySelectorAll(".tl-words li")];
  for (const event of events) event.hidden = !has(event);
  const left = events.filter((event) => !event.hidden).length;
  found.textContent = wanted ? `${left} of ${events.length} events` : "";
  if (!wanted) return;
  unfold();
  document.querySelector(".tl-words").open = true;
  const rows = [...picture.querySelectorAll(".tl-svg > g:not(.is-other) > .tl-name")];
  rows.find((row) => row.checkVisibility())?.scrollIntoView({ block: "nearest", inline: "nearest" });
});

picture.before(
  make("p", { className: "tools" }, make("label", {}, "Zoom ", zoom), make("label", {}, "Find ", find), found),
);
