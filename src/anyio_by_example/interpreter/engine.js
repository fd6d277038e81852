/* The engine: Pyodide with AnyIO and Trio, started from bytes that it's given. It fetches nothing. */

import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide";
import { info } from "pyodide/pyodide-lock.json";

/* Characters that a run may print. */
export const CHARACTERS = 100_000;

/* Bytes that Python may have. */
const MEMORY = 512 * 1024 * 1024;

const FOLDER = "/reader/";

/* Bytes of memory from which on it's better to begin anew: Python's never shrinks. */
const LARGE = 128 * 1024 * 1024;

/* Bytes that a run may write to files. They are in memory, but not in Python's. */
const FILES = 256 * 1024 * 1024;

const NO_SPACE = 51;

/* What comes when a program needs more of Python's library. */
const REST = "rest.bin";

/* Python's memory could grow to 4 GB: let that be a MemoryError much earlier. */
function limitMemory() {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > MEMORY) throw new RangeError("the limit of memory");
    return grow.call(this, pages);
  };
}

/* Let files have only so many bytes. Returns what begins to count anew. */
function limitFiles({ FS }) {
  const { MEMFS } = FS.filesystems;
  const { stream } = MEMFS.ops_table.file;
  const { write } = stream;
  const resize = MEMFS.resizeFileStorage;
  let left = FILES;
  const take = (bytes) => {
    if (bytes > left) throw new FS.ErrnoError(NO_SPACE);
    left -= bytes;
  };
  stream.write = (file, buffer, offset, length, position, ...rest) => {
    // a file may have a hole, which takes space, too
    take(length + Math.max(0, position - file.node.usedBytes));
    return write(file, buffer, offset, length, position, ...rest);
  };
  MEMFS.resizeFileStorage = (node, size) => {
    take(Math.max(0, size - node.usedBytes));
    return resize(node, size);
  };
  return () => (left = FILES);
}

/* What files there are and which are open, but for those of the program, devices and processes. What a program leaves
 * changes this text; a folder in which something was for a while is as it was. */
function outside({ FS }) {
  const tell = (path, { id, mode, mtime, usedBytes, link, contents }) => {
    if (["/dev/", "/proc/", FOLDER].includes(path)) return [];
    if (!FS.isDir(mode)) return [[path, id, mode, mtime, usedBytes, link]];
    return [[path, id, mode], ...Object.entries(contents ?? {}).flatMap(([name, node]) => tell(`${path}${name}/`, node))];
  };
  // who asks for a package's metadata keeps the archive open that has it
  const isOpen = (stream) => stream && !/^\/lib\/\w+\.zip$/.test(stream.path);
  return JSON.stringify([FS.streams.filter(isOpen).length, tell("/", FS.root)]);
}

/*
 * Blocks this thread. A shared memory can be made where SharedArrayBuffer is hidden, too; where it
 * can't, or can't be waited for, the thread spins.
 */
function makeBlock() {
  const spin = (milliseconds) => {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
  };
  try {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const cell = new Int32Array(memory.buffer);
    Atomics.wait(cell, 0, 0, 0);
    return (milliseconds) => void Atomics.wait(cell, 0, 0, milliseconds);
  } catch {
    return spin;
  }
}

/* Where Python writes: what it gives is text as soon as it's whole characters. */
function makeStream(write, name) {
  let decoder;
  const put = (text) => text && write(text.replaceAll(FOLDER, ""), name);
  return {
    begin: () => (decoder = new TextDecoder()),
    end: () => put(decoder.decode()),
    handler: {
      isatty: false,
      write(bytes) {
        put(decoder.decode(bytes, { stream: true }));
        return bytes.length;
      },
    },
  };
}

/* Where a zip's directory begins is told near its end. */
const directoryOf = (zip) => new DataView(zip.buffer, zip.byteOffset).getUint32(zip.length - 6, true);

/* The library's part and that of the packages; see `pack.py`. */
export function both(bytes) {
  const size = new DataView(bytes).getUint32(0, true);
  return [new Uint8Array(bytes, 4, size), new Uint8Array(bytes, 4 + size)];
}

/* Make whole archives of their first parts, and tell Python. */
function complete({ FS }, { rest }, bytes) {
  const more = both(bytes);
  rest.archives().toJs().forEach((path, index) => {
    const first = FS.readFile(path);
    const start = directoryOf(first);
    const whole = new Uint8Array(start + more[index].length);
    whole.set(first.subarray(0, start));
    whole.set(more[index], start);
    FS.writeFile(path, whole);
  });
  rest.come();
}

/*
 * Start Python.
 *
 * packages: a promise of their archive.
 * options: those of loadPyodide that say where it finds itself.
 * write(text, stream): takes what is printed; stream is "out" or "err".
 * tell(what, line): told what a program asks for first that a browser lacks.
 * miss(name): told which module of the rest a program imports without it; then this thread waits for its end.
 */
export async function start({ packages, options }, { write, tell, miss }) {
  limitMemory();
  const python = await loadPyodide({
    createPyodideModule,
    lockFileContents: { info, packages: {} },
    packageBaseUrl: "none:",
    stdin: () => null,
    env: { HOME: FOLDER, PYTHONHASHSEED: "0", PYTHON_COLORS: "0", NO_COLOR: "1", PYTHONUTF8: "1" },
    ...options,
  });
  const streams = [makeStream(write, "out"), makeStream(write, "err")];
  streams.forEach((stream) => stream.begin());
  python.setStdout(streams[0].handler);
  python.setStderr(streams[1].handler);
  const add = (name, bytes) => {
    python.FS.writeFile(`/lib/${name}`, new Uint8Array(bytes));
    python.runPython(`import sys; sys.path.append("/lib/${name}")`);
  };
  add("packages.zip", await packages);
  const begin = limitFiles(python);
  const block = makeBlock();
  const stay = (name) => {
    miss(name);
    for (;;) block(60_000);
  };
  const programs = python.pyimport("anyio_by_example.interpreter.inside.programs").Programs(block, tell, stay);
  const { HEAPU8 } = python._module;
  let before = outside(python);
  const isLarge = () => (python._module.HEAPU8 ?? HEAPU8).length > LARGE;
  return {
    /* Add an archive, or the rest. */
    add(name, bytes) {
      begin();
      if (name === REST) complete(python, programs, bytes);
      else add(name, bytes);
      before = outside(python);
    },
    /* Whether a program has to wait for the rest. */
    isPartial: (job) => programs.is_partial(JSON.stringify(job)),
    /* Run a program; see `programs.py`. */
    run(job) {
      begin();
      streams.forEach((stream) => stream.begin());
      const ending = JSON.parse(programs.run(JSON.stringify(job)));
      streams.forEach((stream) => stream.end());
      const spoiled = ending.spoiled || (outside(python) !== before && "a file") || (isLarge() && "memory");
      return spoiled ? { ...ending, spoiled } : ending;
    },
  };
}
