/*
 * The interpreter's files: fetched, and held against what the build said of them. What isn't as it was built is
 * fetched once more, past what the browser has kept; so is what didn't come.
 */

const HERE = new URL(".", import.meta.url);

const FACTS = "interpreter.json";

/* Milliseconds for which nothing may come. */
const PATIENCE = 30_000;

const OTHER = "the host sends something else than was built; try again later, or tell who publishes this site";

/* Those whose answers are on their way. */
const requests = new Set();

let known, renewing;
let cached = "default";

/* Rely on nothing that the browser has kept, from now on. */
export const distrust = () => (cached = "reload");

/* Let nothing more come of what is on its way. */
export function halt() {
  for (const request of requests) request.abort();
  known = undefined;
}

/* Parts in one, which a Blob would do, too, but in another process. */
function joined(parts, size) {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

/* What a host sends of a file; progress(count) is told of the bytes so far. More than `most`, a promise, is refused. */
async function answer(name, cache, most = Infinity, progress = () => {}) {
  const request = new AbortController();
  let isLate = false;
  let patience;
  const giveUp = () => {
    isLate = true;
    request.abort();
  };
  const wait = () => {
    clearTimeout(patience);
    patience = setTimeout(giveUp, PATIENCE);
  };
  requests.add(request);
  try {
    wait();
    const { ok, status, statusText, body } = await fetch(new URL(name, HERE), { cache, signal: request.signal });
    if (!ok) throw new Error(`${status} ${statusText}`.trim());
    clearTimeout(patience);
    const limit = await most;
    wait();
    const reader = body.getReader();
    const parts = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      wait();
      parts.push(part.value);
      progress((size += part.value.length));
      if (size > limit) throw new Error(OTHER);
    }
    return joined(parts, size);
  } catch (error) {
    if (isLate) throw new Error(`nothing came for ${PATIENCE / 1000} seconds`);
    if (error instanceof TypeError) throw new Error(navigator.onLine ? "it can't be reached, or the connection broke" : "there is no network");
    throw error;
  } finally {
    request.abort();
    clearTimeout(patience);
    requests.delete(request);
  }
}

/* Make an attempt, and if it fails, another one. Only who was halted is left alone. */
async function twice(name, attempt) {
  let reason;
  for (const [index, cache] of [cached, "reload"].entries()) {
    try {
      return await attempt(cache, Boolean(index));
    } catch (error) {
      if (error.name === "AbortError") throw error;
      reason = error.message;
    }
  }
  throw new Error(`${new URL(name, HERE).pathname}: ${reason}`);
}

async function read(cache) {
  const bytes = await answer(FACTS, cache);
  try {
    const facts = JSON.parse(new TextDecoder().decode(bytes));
    if (facts.arrives && facts.files) return facts;
  } catch {
    // what a host shows in the place of a file, perhaps
  }
  throw new Error(OTHER);
}

/* Ask for the facts anew, once for all that need that. */
function renew() {
  known = renewing ??= read("reload").finally(() => (renewing = undefined));
  known.catch(() => {});
}

/* What there is to load, and the versions of it. */
export function facts() {
  const mine = (known ??= twice(FACTS, read));
  mine.catch(() => known === mine && (known = undefined));
  return mine;
}

/* The name of a file in packed form: scripts are packed as a browser can unpack them itself. */
const packed = (name) => `${name}.${name.endsWith(".js") ? "gz" : "zst"}`;

/* How files begin that gzip and Zstandard have packed. */
const isPacked = ([one, two]) => (one === 0x1f && two === 0x8b) || (one === 0x28 && two === 0xb5);

/*
 * Whether a file is one that was built: packed, or as it's in there, for a host may say that it's packed, and then
 * the browser unpacks it. Without TLS a browser has no hashes; the sum in a packed file tells of damage, later.
 */
async function isBuilt(bytes, name, { arrives }) {
  const [size, hash] = arrives[isPacked(new Uint8Array(bytes)) ? packed(name) : name];
  if (bytes.byteLength !== size) return false;
  if (!crypto.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}

/* A file of the interpreter, by the name that it has unpacked; progress(part) is told how much has come, from 0 to 1. */
export function fetched(name, progress = () => {}) {
  return twice(packed(name), async (cache, isSecond) => {
    // with a path, it would be asked for before the facts say that there's none
    if (!/^\w+\.\w+$/.test(name)) throw new Error("there is no such file");
    if (isSecond) renew();
    let said;
    const most = facts().then((found) => {
      said = found;
      if (!Object.hasOwn(said.files, name)) throw new Error("there is no such file");
      return Math.max(said.arrives[name][0], said.files[name]);
    });
    most.catch(() => {});
    const tell = (count) => progress(Math.min(1, count / said.files[name]));
    const bytes = await answer(packed(name), cache, most, tell);
    if (!(await isBuilt(bytes, name, said))) throw new Error(OTHER);
    progress(1);
    return bytes;
  });
}
