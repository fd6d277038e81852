/* The ending of a run, as a worker tells it, in whose place a program can speak: nothing of it is relied on. */

/* Characters of a picture. */
const PICTURE = 4_000_000;

/* Characters of the name of a module. */
const NAME = 100;

/* How a run can end in which the interpreter stays as it was. */
export const ENDS = ["ended", "deadlock"];

const WAYS = [...ENDS, "stopped", "time", "output", "exited", "crashed", "missed"];

/* A picture whose parts are texts, and not too long; null if there is none. */
function drawn(drawing) {
  const [svg, words] = [drawing?.svg, drawing?.words];
  if (typeof svg !== "string" || typeof words !== "string") return null;
  return svg.length <= PICTURE && words.length <= PICTURE ? { svg, words } : null;
}

/* An ending whose parts are what they should be. */
export function ending({ how, status, seconds, absent, line, waiting, drawing, error, spoiled, name }) {
  const places = Array.isArray(waiting) ? waiting : [];
  return {
    how: WAYS.includes(how) ? how : "crashed",
    status: Number.isInteger(status) ? status : null,
    seconds: Number.isFinite(seconds) ? seconds : 0,
    absent: absent || null,
    line: Number.isInteger(line) ? line : null,
    waiting: places.map((each) => ({ task: String(each?.task), call: String(each?.call), line: Number.isInteger(each?.line) ? each.line : null })),
    drawing: drawn(drawing),
    ...(error && { error: String(error) }),
    ...(how === "missed" && { name: String(name).slice(0, NAME) }),
    ...(spoiled && { spoiled: String(spoiled) }),
  };
}
