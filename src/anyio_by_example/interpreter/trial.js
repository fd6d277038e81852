/*
 * Trials: the worker that readers load, in a process of Node that has for it what a browser's worker has,
 * and nothing of Node.
 *
 * node trial.mjs <folder of the interpreter> <file of the rest> <extra archive>...
 *
 * Reads a line for each message to the worker, {mark, message}, and writes one for each that it posts: the
 * mark that came last, and the message. What a program writes here in some other way has no mark.
 */

import { readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { gunzipSync } from "node:zlib";
import { setFlagsFromString } from "node:v8";
import { Script, runInNewContext } from "node:vm";
import { unpack } from "./unpacking.js";

/*
 * What a browser's worker has, and Node too, besides the language. What has to do with messages and with
 * the network is left out: it brings Node's client of the network with it.
 */
const WEB = `AbortController AbortSignal Blob CompressionStream CustomEvent DOMException DecompressionStream
  Event EventTarget File ReadableStream TextDecoder TextDecoderStream TextEncoder TextEncoderStream
  TransformStream URL URLSearchParams WritableStream atob btoa clearInterval clearTimeout crypto performance
  queueMicrotask setInterval setTimeout structuredClone`.split(/\s+/);

/* What a page that isn't isolated by headers of its host has not. */
const HIDDEN = ["SharedArrayBuffer"];

const [folder, rest, ...archives] = process.argv.slice(2);
const exit = process.exit.bind(process);
const { parse, stringify } = JSON;
let mark = "";
let hear, running;

const packed = (name) => readFileSync(join(folder, name));
const unpacked = (name) => unpack(packed(`${name}.zst`));

/* What the worker makes of bytes that it was given. */
class Response {
  ok = true;
  status = 200;
  #bytes;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  async arrayBuffer() {
    return new Uint8Array(this.#bytes).buffer;
  }
}

const say = (message) => void writeSync(1, `${mark}${stringify(message)}\n`);

/* What a page does when a program has to wait for the rest: it gives that, and begins again. */
function post(message) {
  if (message.type !== "partial") return say(message);
  hear({ data: { type: "add", name: rest, bytes: whole } });
  hear({ data: running });
}

const nothing = () => {};

/* Make this process look like a browser's worker, and forget what else there is. */
function undress() {
  const language = runInNewContext("Object.getOwnPropertyNames(globalThis)");
  const kept = new Set([...language, ...WEB].filter((name) => !HIDDEN.includes(name)));
  const { setInterval, setTimeout } = globalThis;
  // some are loaded when they are first asked for, with the help of what is to go
  for (const name of WEB) void globalThis[name];
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!kept.has(name)) delete globalThis[name];
  }
  for (const name of Object.getOwnPropertySymbols(globalThis)) {
    if (name !== Symbol.toStringTag) delete globalThis[name];
  }
  const console = {};
  for (const name of ["debug", "error", "info", "log", "trace", "warn"]) console[name] = nothing;
  class WorkerGlobalScope {
    static [Symbol.hasInstance](value) {
      return value === globalThis;
    }
  }
  Object.assign(globalThis, {
    Response,
    WorkerGlobalScope,
    console,
    location: new URL("given:/"),
    navigator: { userAgent: "" },
    self: globalThis,
    // numbers, where Node has objects
    setInterval: (...all) => Number(setInterval(...all)),
    setTimeout: (...all) => Number(setTimeout(...all)),
  });
}

/* Let the worker have its say, before any program can speak in its place. */
function employ(script) {
  globalThis.postMessage = post;
  globalThis.addEventListener = (type, listener) => {
    if (type === "message") hear = listener;
  };
  script.runInThisContext();
  globalThis.postMessage = globalThis.addEventListener = nothing;
}

process.on("uncaughtException", (error) => {
  say({ type: "failed", error: String(error) });
  exit(1);
});
// a browser goes on
process.on("unhandledRejection", nothing);
// to optimise what most of these short programs hardly use costs a quarter of a start
setFlagsFromString("--wasm-tiering-budget=100000000");
const buffer = async (name) => new Uint8Array(await unpacked(name)).buffer;
const script = new Script(gunzipSync(packed("engine.js.gz")).toString(), { filename: "engine.js" });
const given = [
  ["wasm", await WebAssembly.compile(await unpacked("python.wasm"))],
  ["first", await buffer("first.bin")],
];
const whole = await buffer(rest);
const extras = new Map();
for (const name of archives) extras.set(name, await buffer(name));
const lines = createInterface({ input: process.stdin });
undress();
employ(script);
lines.on("close", () => exit());
lines.on("line", (line) => {
  const said = parse(line);
  ({ mark } = said);
  running = said.message;
  for (const each of running.job?.extras ?? []) {
    const name = `${each}.zip`;
    if (extras.has(name)) hear({ data: { type: "add", name, bytes: extras.get(name) } });
    extras.delete(name);
  }
  hear({ data: running });
  if (running.type !== "start") return;
  for (const [name, content] of given) hear({ data: { type: "give", name, content } });
});
