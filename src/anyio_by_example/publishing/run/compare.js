/* Whether an output is the recorded one, by the rules of `comparable()` in review.py. */

const FIGURE = /\p{Nd}+\.\p{Nd}+/gu;

/* The lines of an output with their ends, as in characters.py, each with its number from 1 on. */
const linesOf = (output) => (output.match(/[^\n]*\n|[^\n]+$/g) || []).map((text, index) => ({ text, number: index + 1 }));

/* What must be the same in every run: the lines, without measured figures, sorted where they have no order. */
function comparable({ measured, unordered }, output) {
  const lines = linesOf(measured ? output.replace(FIGURE, "#.#") : output);
  for (const [first, last] of unordered || []) {
    const block = lines.slice(first - 1, last);
    block.sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0));
    lines.splice(first - 1, block.length, ...block);
  }
  return lines;
}

/*
 * Hold a run against a recording; both have an `output` and a `status`.
 *
 * Returns what is the `same`, and of the first line that differs its number in this output, what it says
 * `here` and what was `recorded`; undefined where an output has ended.
 */
export function compare(example, run, recording) {
  const found = comparable(example, run.output);
  const wanted = comparable(example, recording.output);
  const length = Math.max(found.length, wanted.length);
  let at = 0;
  while (at < length && found[at]?.text === wanted[at]?.text) at++;
  const status = run.status === recording.status;
  if (at === length) return { same: status, output: true, status };
  return {
    same: false,
    output: false,
    status,
    line: found[at]?.number ?? found.length + 1,
    here: found[at]?.text.replace(/\n$/, ""),
    recorded: wanted[at]?.text.replace(/\n$/, ""),
  };
}
