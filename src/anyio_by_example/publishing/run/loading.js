/* Python on its way: one load for the whole page, and whoever waits for it is told how far it is. */

import * as runner from "./runner.js";

const listeners = new Set();
let coming;
let came = false;

/* The part that has come. */
let part = 0;

/* Whether there's nothing to wait for. */
export const isHere = () => came;

/* Have it loaded again, what is gone of it. */
export const forget = () => (came = false);

/* Let nothing more come; who loads it next waits for nothing that was on its way. */
export function halt() {
  coming = undefined;
  runner.halt();
}

/* Load Python, unless it's here; progress(part) is told of the part that has come, from 0 to 1. */
export async function load(progress = () => {}) {
  if (came) return;
  if (!coming) part = 0;
  listeners.add(progress);
  progress(part);
  const mine = (coming ??= runner.load((loaded, total) => {
    part = total ? loaded / total : 0;
    for (const listener of listeners) listener(part);
  }));
  try {
    await mine;
    came = true;
  } finally {
    if (coming === mine) coming = undefined;
    listeners.delete(progress);
  }
}
