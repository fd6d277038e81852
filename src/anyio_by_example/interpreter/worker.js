/*
 * The worker: an engine in a browser. Python blocks this thread, so nothing here hears of a message
 * while a program runs; whoever wants to stop one ends the worker.
 */

import { CHARACTERS, both, start } from "./engine.js";

/* Each write is a message, and a page can take only so many at a time. */
const WRITES = 10_000;

/* A program may put something else in the place of this one. */
const post = self.postMessage.bind(self);

let number, left, writes, engine;

const say = (type, more) => post({ type, run: number, ...more });

function write(text, stream) {
  if (left < 0) return;
  const shown = text.slice(0, left);
  left -= text.length;
  writes += 1;
  say("output", { text: shown, stream });
  if (left >= 0 && writes < WRITES) return;
  left = -1;
  say("ended", { how: "output" });
}

function run(job) {
  if (engine.isPartial(job)) return say("partial");
  left = CHARACTERS;
  writes = 0;
  say("began");
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  try {
    const ending = engine.run(job);
    say("ended", { how: ending.waiting.length ? "deadlock" : "ended", seconds: seconds(), ...ending });
  } catch (error) {
    // no exception of Python's, for those are printed: the interpreter is gone
    const exit = error?.name === "ExitStatus" || error?.name === "Exit";
    say("ended", { how: exit ? "exited" : "crashed", seconds: seconds(), status: error?.status ?? 1, error: String(error) });
  }
}

/* What Pyodide would fetch: it's handed over, and may come later than the word to start. */
const take = {};
const wasm = new Promise((resolve) => (take.wasm = resolve));
const parts = new Promise((resolve) => (take.first = resolve)).then(both);

async function begin() {
  self.fetch = async (address) => new Response(String(address).endsWith(".zip") ? (await parts)[0] : null);
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await wasm;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  left = writes = 0;
  const options = { indexURL: "given:/", stdLibURL: "given:/library.zip" };
  const tell = (what, line) => say("absent", { what, line });
  const miss = (name) => say("missed", { name });
  engine = await start({ packages: parts.then(([, packages]) => packages), options }, { write, tell, miss });
  say("ready");
}

/* What is to be done, one after the other. */
let work = Promise.resolve();

// not `onmessage`, which a program could set
addEventListener("message", ({ data }) => {
  if (data.type === "give") return take[data.name](data.content);
  work = work
    .then(() => {
      if (data.type === "start") return begin();
      if (data.type === "add") return engine.add(data.name, data.bytes);
      number = data.run;
      return run(data.job);
    })
    .catch((error) => say("failed", { error: String(error) }));
});
