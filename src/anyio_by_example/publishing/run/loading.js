/* Python on its way: one load for the whole page, and whoever waits for it is told how far it is. */

import * as runner from "./runner.js";

const listeners = new Set();
let coming;
let came = false;

/* How many have begun to load it, and don't wait for it yet. */
let wanted = 0;

/* The part that has come, and the bytes of all. */
let part = 0;
let total = 0;

/* Whether there's nothing to wait for. */
export const isHere = () => came;

/* Have it loaded again, what is gone of it. */
export function forget() {
  came = false;
  part = 0;
}

/* Who has begun to load Python waits for it now, or needs it no more: then nothing more comes, unless somebody does. */
export function release() {
  wanted--;
  if (!wanted && !listeners.size && !came) halt();
}

/* Let nothing more come; who loads it next waits for nothing that was on its way. */
export function halt() {
  coming = undefined;
  // what has come in part is asked for again
  if (!runner.isLoaded()) part = total = 0;
  runner.halt();
}

/* Begin to load Python, unless it's here; what becomes of that, who loads it next is told. */
export function begin() {
  wanted++;
  start();
}

function start() {
  if (came || coming) return;
  coming = runner.load((loaded, all) => {
    part = loaded / all;
    total = all;
    for (const listener of listeners) listener(part, total);
  });
  coming.catch(() => {});
}

/*
 * Load Python, unless it's here; progress(part, total) is told of the part that has come, from 0 to 1, and of how many
 * bytes all is, or 0 as long as nobody knows.
 */
export async function load(progress) {
  if (came) return;
  start();
  const mine = coming;
  listeners.add(progress);
  progress(part, total);
  try {
    await mine;
    came = true;
  } finally {
    if (coming === mine) coming = undefined;
    listeners.delete(progress);
  }
}
