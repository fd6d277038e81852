/*
 * The runner: has the interpreter fetched, keeps it in its box, and runs programs in it, one at a time.
 * A worker that can't be trusted any more is replaced at once, so that a fresh one is ready for the
 * next run. Nothing that it says is relied on: a program can speak in its place.
 */

import { ENDS, ending } from "./ending.js";
import * as fetching from "./fetching.js";

export { facts } from "./fetching.js";

const FILES = ["unpack.js", "engine.js", "python.wasm", "first.bin"];

/* What comes when a program imports more of Python's library and of the packages. */
const REST = "rest.bin";

/* Seconds that a run may take. */
export const LIMIT = 30;

/* Characters that a run may print. */
const CHARACTERS = 100_000;

/* Milliseconds until the box has to be there, until it has to answer, until a fresh interpreter has to
 * be ready, and until one that is ready has to take a program. */
const OPENING = 15_000;
const ANSWERING = 5_000;
const STARTING = 60_000;
const TAKING = 2_000;

let box, port, loading, ready;
let number = 0;
let runs = 0;
let used = false;
let hear = () => {};
let queue = Promise.resolve();

/* What has come, until Python is ready. */
let come = new Map();

/* The files that were asked for besides, and which of them the worker has. */
const extra = new Map();
const given = new Set();

/* Whether a program needed the rest. */
let isWhole = false;

/* Which build the interpreter is of that is loaded. */
let content;

export const isLoaded = () => Boolean(port);

/* Whether another site shows this page inside of its own: it could lead a reader to press what they don't see. */
function isFramed() {
  try {
    for (let each = window; each !== top; each = each.parent) {
      if (each.parent.location.origin !== location.origin) return true;
    }
    return false;
  } catch {
    return true;
  }
}

/* Fetch what isn't there yet and start Python. Rejects with what went wrong; then it can be tried again. */
export function load(onProgress = () => {}) {
  if (!loading) {
    const mine = (loading = start(onProgress));
    mine.catch(() => loading === mine && giveUp());
  }
  return loading;
}

/* Fetch no more of it. What has come is kept for who loads it later. */
export function halt() {
  fetching.halt();
  if (!port) dismiss();
}

async function start(onProgress) {
  if (isFramed()) throw new Error("another site shows this page inside of its own, where nothing runs; open this page by itself");
  for (const name of ["DecompressionStream", "WebAssembly", "Worker"]) {
    if (!(name in globalThis)) throw new Error(`this browser has no ${name}`);
  }
  const frame = (box = document.createElement("iframe"));
  const opened = whenOpened(frame);
  frame.sandbox = "allow-scripts";
  frame.hidden = true;
  frame.title = "Python";
  frame.src = new URL("box.html", import.meta.url);
  document.body.append(frame);
  const channel = new MessageChannel();
  // each is unpacked as soon as it's there
  const hand = (name, bytes) => channel.port1.postMessage({ type: "file", name, bytes });
  const connected = opened.then(() => frame.contentWindow?.postMessage("", "*", [channel.port2]));
  const failed = new Promise((_, reject) => (channel.port1.onmessage = ({ data }) => reject(new Error(data.message.error))));
  await Promise.race([Promise.all([everyFile(onProgress, hand), connected]), failed]);
  // it may have been halted at this very moment
  if (box !== frame) throw new DOMException("halted", "AbortError");
  port = channel.port1;
  // what failed before it was asked to start had no number
  port.onmessage = ({ data }) => (data.number ?? number) === number && data.message && hear(data.message);
  number++;
  used = false;
  given.clear();
  whenReady();
  port.postMessage({ type: "start", number });
  come = new Map();
  await ready;
}

async function everyFile(onProgress, hand) {
  let facts;
  const loaded = new Map();
  const tell = () => facts && onProgress([...loaded].reduce((sum, [name, part]) => sum + part * facts.files[name], 0), facts.bytes);
  // what is given up meanwhile isn't this one's
  const mine = come;
  const get = async (name) => {
    const progress = (part) => {
      loaded.set(name, part);
      tell();
    };
    if (mine.has(name)) progress(1);
    else mine.set(name, await fetching.fetched(name, progress));
    hand(name, mine.get(name));
  };
  const all = Promise.all(FILES.map(get));
  // what is wrong with the facts is said before what follows from it
  all.catch(() => {});
  facts = await fetching.facts();
  tell();
  await all;
  ({ content } = facts);
  await check();
}

/* See that what has come is of one build. */
async function check() {
  const facts = await fetching.facts();
  if (facts.content !== content) throw new Error("this site was published anew meanwhile; reload the page");
}

function whenOpened(frame) {
  const opened = new Promise((resolve, reject) => {
    const patience = setTimeout(() => end(reject, new Error("the frame for Python did not open; the host or an extension may forbid it")), OPENING);
    const listen = ({ source }) => source && source === frame.contentWindow && end(resolve);
    function end(settle, value) {
      clearTimeout(patience);
      removeEventListener("message", listen);
      settle(value);
    }
    addEventListener("message", listen);
  });
  opened.catch(() => {});
  return opened;
}

function dismiss() {
  box?.remove();
  port?.close();
  box = port = loading = undefined;
}

/* Give up what there is, so that all is loaded anew; what came broken is kept by the browser, too. */
function giveUp() {
  fetching.halt();
  dismiss();
  come = new Map();
  ready = undefined;
  fetching.distrust();
}

/* `ready` becomes a promise that the next interpreter is there. */
function whenReady() {
  ready = new Promise((resolve, reject) => {
    const fail = (message) => reject(new Error(message));
    const isGone = setTimeout(fail, ANSWERING, "the frame for Python is gone");
    const isSlow = setTimeout(fail, STARTING, "Python did not start in time");
    hear = ({ type, error }) => {
      clearTimeout(isGone);
      if (type === "ready") resolve();
      else if (type === "failed") fail(error);
      else return;
      clearTimeout(isSlow);
    };
  });
  ready.catch(() => {});
}

function replace() {
  used = false;
  given.clear();
  port.postMessage({ type: "replace", number: ++number });
  whenReady();
}

/* Let the next run have a fresh interpreter. */
export function reset() {
  queue = queue.then(async () => {
    await loading?.catch(() => {});
    if (port) replace();
  });
}

/*
 * Run a program. Resolves to how it ended; see `programs.py` for what is in it, and `how` for what ended
 * it: "ended", "deadlock", "stopped", "time", "output", "exited" or "crashed".
 *
 * program: as in `e/<topic>/<name>.json`, with one `backend`; `limit` is in seconds. onMore(what) is told what this
 * program waits for: "rest" of Python's library, or "all" of it, anew; and "" when that has come.
 */
export function run(program, onOutput, signal, onMore = () => {}) {
  const mine = queue.then(() => execute(program, onOutput, signal, onMore));
  queue = mine.catch(() => {});
  return mine;
}

async function execute(program, onOutput, signal, onMore) {
  const stop = new Promise((resolve) => {
    if (signal?.aborted) resolve("stopped");
    signal?.addEventListener("abort", () => resolve("stopped"), { once: true });
  });
  for (let isLast = false; ; isLast = true) {
    const how = await Promise.race([stop, prepare(program, signal, onMore)]);
    if (how) {
      halt();
      return ending({ how, seconds: 0 });
    }
    let end = await attempt(program, onOutput, stop);
    if (end.how === "partial" && !given.has(REST)) {
      // it hasn't begun
      onMore("rest");
      const late = await Promise.race([stop, prepare(program, signal, onMore, true)]);
      onMore("");
      if (late) {
        halt();
        return ending({ how: late, seconds: 0 });
      }
      end = await attempt(program, onOutput, stop);
    }
    if (end.how === "missed") isWhole = true;
    if (!ENDS.includes(end.how) || end.spoiled) replace();
    // it was busy still, with what a program had left there
    if (end.how !== "deaf" || isLast) return ending(end);
  }
}

/* Have an interpreter that is ready for a program, which may need the rest. Whoever stops doesn't wait for this. */
async function prepare({ fresh, extras = [] }, signal, onMore, isNeeded = false) {
  await load();
  if (signal?.aborted) return;
  if (fresh && used) replace();
  const mine = ready;
  try {
    await mine;
  } catch {
    if (signal?.aborted) return;
    // the browser may have ended the frame's process: once more, from the start
    if (mine === ready) giveUp();
    onMore("all");
    await load();
    onMore("");
  }
  isWhole ||= isNeeded;
  for (const name of [...(isWhole ? [REST] : []), ...extras.map((each) => `${each}.zip`)]) {
    let bytes;
    try {
      bytes = await besides(name);
    } catch (error) {
      // another program needed that
      if (name === REST && !isNeeded && error.name !== "AbortError") continue;
      throw error;
    }
    if (signal?.aborted) return;
    if (!given.has(name)) port.postMessage({ type: "add", name, bytes });
    given.add(name);
  }
}

/* What is needed besides what every program needs: asked for once, and again if it didn't come. */
async function besides(name) {
  const whole = async () => {
    const bytes = await fetching.fetched(name);
    await check();
    return bytes;
  };
  if (!extra.has(name)) extra.set(name, whole());
  try {
    return await extra.get(name);
  } catch (error) {
    extra.delete(name);
    if (name !== REST || error.name === "AbortError") throw error;
    throw new Error(`this program needs what isn't here yet of Python's library, and ${error.message}`);
  }
}

function attempt({ file, text, support, backend, clock, order, draws = "", limit = LIMIT }, onOutput, stop) {
  const job = { files: [[file, text], ...Object.entries(support || {})], backend, clock, order, draws };
  const mine = ++runs;
  const began = performance.now();
  let absent = null;
  let left = CHARACTERS;
  let timers = [];
  used = true;
  const ended = new Promise((resolve) => {
    const end = (how, more) => resolve({ seconds: (performance.now() - began) / 1000, ...more, how });
    timers = [setTimeout(end, TAKING, "deaf"), setTimeout(end, limit * 1000, "time")];
    stop.then(end);
    hear = (said) => {
      if (said.type === "failed") end("crashed", { error: said.error });
      if (said.run !== mine) return;
      if (said.type === "began") clearTimeout(timers[0]);
      else if (said.type === "partial") end("partial");
      else if (said.type === "missed") end("missed", { name: said.name });
      else if (said.type === "absent") absent ??= { what: String(said.what), line: Number(said.line) };
      else if (said.type === "ended") end(said.how, said);
      else if (said.type === "output" && left > 0) {
        const shown = String(said.text).slice(0, left);
        left -= shown.length;
        onOutput(shown, said.stream === "err" ? "err" : "out");
      }
    };
    port.postMessage({ type: "run", run: mine, job });
  });
  return ended.then((end) => {
    timers.forEach(clearTimeout);
    hear = () => {};
    return { absent, ...end };
  });
}
