/*
 * Trials: programs run in the interpreter under Node, to find out which of them run in a browser.
 *
 * node trial.mjs <folder of the interpreter> <folder of Pyodide> <how many at once>
 *
 * Reads a job a line from standard input, {id, seconds, fresh, job}, and writes an ending a line.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";

import { CHARACTERS, start } from "./engine.js";

/* Milliseconds that a program has after it asked for what a browser lacks. */
const AFTER_ABSENT = 2000;

const unpacked = (folder, name) => gunzipSync(readFileSync(join(folder, `${name}.gz`)));

async function work({ folder, pyodide, library, archives }) {
  let left = CHARACTERS;
  const post = (message) => parentPort.postMessage(message);
  const write = (text, stream) => {
    if (left > 0) post({ type: "output", text: text.slice(0, left), stream });
    left -= text.length;
  };
  const tell = (what, line) => post({ type: "absent", what, line });
  const files = archives.map((name) => [name, unpacked(folder, name)]);
  const options = { indexURL: pyodide, stdLibURL: library };
  const engine = await start({ files, options }, { write, tell });
  parentPort.on("message", (job) => {
    left = CHARACTERS;
    try {
      post({ type: "ended", how: "ended", ...engine.run(job) });
    } catch (error) {
      post({ type: "ended", how: "crashed", error: String(error) });
    }
  });
  post({ type: "ready" });
}

/* A worker, and the one that takes its place when it has to be ended. */
class Place {
  constructor(data, done) {
    this.data = data;
    this.done = done;
    this.hire();
  }

  hire() {
    this.task = undefined;
    this.ready = this.used = false;
    this.worker = new Worker(fileURLToPath(import.meta.url), { workerData: this.data });
    this.worker.on("message", (message) => this.hear(message));
    this.worker.on("error", (error) => this.end({ how: "crashed", error: String(error) }));
    this.worker.on("exit", (status) => this.end({ how: "crashed", error: `exit status ${status}` }));
  }

  get isFree() {
    return this.ready && !this.task;
  }

  give(task) {
    if (task.fresh && this.used) {
      this.dismiss();
      this.next = task;
      return;
    }
    this.used = true;
    this.task = { ...task, output: "", absent: null };
    this.limit = setTimeout(() => this.end({ how: "time" }), task.seconds * 1000);
    this.worker.postMessage(task.job);
  }

  hear({ type, text, what, line, ...ending }) {
    if (type === "ready") {
      this.ready = true;
      const { next } = this;
      this.next = undefined;
      if (next) this.give(next);
      else this.done(this);
    } else if (type === "output") {
      this.task.output += text;
    } else if (type === "absent") {
      this.task.absent = { what, line };
      // it may wait for what never comes
      clearTimeout(this.limit);
      this.limit = setTimeout(() => this.end({ how: "time" }), AFTER_ABSENT);
    } else {
      this.end(ending);
    }
  }

  /* Say how the task ended. Only who ended by itself goes on, unless the next program would see it. */
  end(ending) {
    if (!this.ready) {
      // it never will be, and nor will the next one
      console.error(`Python doesn't start: ${ending.error}`);
      process.exit(1);
    }
    clearTimeout(this.limit);
    const { task } = this;
    this.task = undefined;
    if (task) process.stdout.write(`${JSON.stringify({ id: task.id, output: task.output, absent: task.absent, ...ending })}\n`);
    if (ending.how === "ended" && !ending.spoiled) this.done(this);
    else this.dismiss();
  }

  dismiss() {
    this.worker.removeAllListeners();
    this.worker.on("error", () => {});
    this.worker.terminate();
    this.hire();
  }
}

function manage([folder, pyodide, library, archives, many]) {
  const tasks = [];
  const give = (place) => {
    if (place.isFree && tasks.length) place.give(tasks.shift());
  };
  const data = { folder, pyodide, library, archives: archives.split(",") };
  const places = Array.from({ length: Number(many) }, () => new Place(data, give));
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      tasks.push(JSON.parse(line));
      places.forEach(give);
    })
    .on("close", () => process.exit());
}

if (isMainThread) manage(process.argv.slice(2));
else await work(workerData);
