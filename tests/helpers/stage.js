/* What a test does with the runner, in the page. */

import * as runner from "./run/runner.js";

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

let begun = 0;

/* The longest time, in milliseconds, for which the page did nothing else; it goes on until it's called. */
function watch() {
  let longest = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 10);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

/* Run a program and say no more than the runner does. */
function start(program, write = () => {}, signal) {
  begun++;
  return runner.run(program, write, signal);
}

/* Run a program. stop: after how many milliseconds it's stopped, or "output": when it has printed something. */
async function run(program, stop) {
  let output = "";
  let parts = 0;
  let first = null;
  let late = 0;
  let ended;
  const control = new AbortController();
  const began = performance.now();
  const write = (text) => {
    if (ended) late++;
    first ??= performance.now() - began;
    parts++;
    output += text;
    if (stop === "output") control.abort();
  };
  if (typeof stop === "number") setTimeout(() => control.abort(), stop);
  const blocked = watch();
  ended = await start(program, write, control.signal);
  const took = performance.now() - began;
  // what the page has yet to take of it
  await wait(50);
  return { ...ended, length: output.length, output, parts, first, took, late, longest: blocked() };
}

/* Run programs one after the other. */
async function runEach(programs) {
  const results = [];
  for (const program of programs) results.push(await run(program));
  return results;
}

async function load() {
  const blocked = watch();
  const began = performance.now();
  let seen = 0;
  let total = 0;
  let error = null;
  try {
    await runner.load((loaded, all) => ([seen, total] = [loaded, all]));
  } catch (caught) {
    error = caught.message;
  }
  return { error, seen, total, took: performance.now() - began, longest: blocked() };
}

/* Stop a program that has ended, while the next one runs. */
async function overlap(one, two) {
  const control = new AbortController();
  const first = await start(one, undefined, control.signal);
  const second = start(two);
  await wait(50);
  control.abort();
  return [first, await second];
}

/* Stop a program that waits for its turn. */
function queued(one, two) {
  const control = new AbortController();
  const both = [start(one), start(two, undefined, control.signal)];
  control.abort();
  return Promise.all(both);
}

async function resetDuring(program) {
  const running = start(program);
  await wait(50);
  runner.reset();
  return running;
}

const reset = () => runner.reset();
const runsBegun = () => begun;

window.stage = { runner, facts: runner.facts, start, run, runEach, load, overlap, queued, resetDuring, reset, runsBegun };
