/*
 * The runner: fetches the interpreter, keeps it in its box, and runs programs in it, one at a time.
 * A worker that has to be stopped is replaced at once, so that a fresh one is ready for the next run.
 */

const HERE = new URL(".", import.meta.url);

/* Seconds that a run may take. */
export const LIMIT = 30;

/* Milliseconds that a fresh interpreter may take until it's ready. */
const PATIENCE = 60_000;

let known, box, port, fetched, ready;
let used = false;
let queue = Promise.resolve();

/* What there is to load, and the versions of it. */
export function facts() {
  known ??= fetch(new URL("interpreter.json", HERE)).then(asked).then((response) => response.json());
  known.catch(() => (known = undefined));
  return known;
}

export const isLoaded = () => Boolean(port);

function asked(response) {
  if (!response.ok) throw new Error(`${new URL(response.url).pathname}: ${response.status} ${response.statusText}`);
  return response;
}

/* A compressed file, unpacked; progress(count) is told of each part that comes. */
async function unpacked(name, progress) {
  const { body } = asked(await fetch(new URL(`${name}.gz`, HERE)));
  const counted = new TransformStream({
    transform(part, controller) {
      progress(part.length);
      controller.enqueue(part);
    },
  });
  return new Response(body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/* Fetch what isn't there yet and start Python. Rejects with what went wrong; then it can be tried again. */
export function load(onProgress = () => {}) {
  fetched ??= start(onProgress);
  fetched.catch(() => (fetched = undefined));
  return fetched;
}

async function start(onProgress) {
  const { bytes: total } = await facts();
  let loaded = 0;
  const progress = (count) => onProgress((loaded += count), total);
  box = document.createElement("iframe");
  box.sandbox = "allow-scripts";
  box.hidden = true;
  box.title = "Python";
  box.src = new URL("box.html", HERE);
  const opened = new Promise((resolve) => box.addEventListener("load", resolve, { once: true }));
  document.body.append(box);
  try {
    const [engine, wasm, library, packages] = await Promise.all(
      ["engine.js", "python.wasm", "library.zip", "packages.zip"].map((name) => unpacked(name, progress)),
    );
    await opened;
    const channel = new MessageChannel();
    port = channel.port1;
    const up = whenReady();
    const given = { engine, wasm, library, files: [["packages.zip", packages]] };
    box.contentWindow.postMessage(given, "*", [channel.port2, engine, wasm, library, packages]);
    await up;
  } catch (error) {
    box.remove();
    port = undefined;
    throw error;
  }
}

/* Resolves when the next interpreter is ready. */
function whenReady() {
  const mine = port;
  ready = new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error("Python did not start in time")), PATIENCE);
    mine.onmessage = ({ data }) => {
      if (data.type === "ready") resolve();
      else if (data.type === "failed") reject(new Error(data.error));
      else return;
      clearTimeout(patience);
    };
  });
  ready.catch(() => {});
  return ready;
}

function replace() {
  used = false;
  port.postMessage({ type: "replace" });
  whenReady();
}

/* Let the next run have a fresh interpreter. */
export function reset() {
  queue = queue.then(() => port && replace());
}

/*
 * Run a program. Resolves to how it ended; see `programs.py` for what is in it, and `how` for what ended
 * it: "ended", "deadlock", "stopped", "time", "output", "exited" or "crashed".
 */
export function run(program, onOutput, signal) {
  const mine = queue.then(() => execute(program, onOutput, signal));
  queue = mine.catch(() => {});
  return mine;
}

async function execute({ file, text, support, backend, clock, order, extras, fresh }, onOutput, signal) {
  await load();
  if (fresh && used) replace();
  used = true;
  await ready;
  if (signal?.aborted) return { how: "stopped", seconds: 0 };
  const job = { files: [[file, text], ...Object.entries(support || {})], backend, clock, order };
  const began = performance.now();
  let absent = null;
  const ending = await new Promise((resolve) => {
    const after = (how) => resolve({ how, seconds: (performance.now() - began) / 1000 });
    const limit = setTimeout(after, LIMIT * 1000, "time");
    signal?.addEventListener("abort", () => after("stopped"), { once: true });
    port.onmessage = ({ data }) => {
      if (data.type === "output") onOutput(data.text, data.stream);
      else if (data.type === "absent") return void (absent = { what: data.what, line: data.line });
      else if (data.type === "ended") resolve({ seconds: (performance.now() - began) / 1000, ...data });
      else if (data.type === "failed") resolve({ how: "crashed", seconds: 0, error: data.error });
      else return;
      clearTimeout(limit);
    };
    port.postMessage({ type: "run", job });
  });
  port.onmessage = null;
  if (ending.how !== "ended" && ending.how !== "deadlock") replace();
  return { absent, ...ending };
}
