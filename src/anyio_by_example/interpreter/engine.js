/* The engine: Pyodide with AnyIO and Trio, started from bytes that it's given. It fetches nothing. */

import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide";
import { info } from "pyodide/pyodide-lock.json";

const FOLDER = "/reader/";

/* Python's memory never shrinks, and could grow to 4 GB: let that be a MemoryError much earlier. */
function limitMemory(bytes) {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > bytes) throw new RangeError("the limit of memory");
    return grow.call(this, pages);
  };
}

/* Blocks this thread. A shared memory can be made where SharedArrayBuffer is hidden, too. */
function makeBlock() {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const cell = new Int32Array(memory.buffer);
  return (milliseconds) => void Atomics.wait(cell, 0, 0, milliseconds);
}

/*
 * Start Python.
 *
 * files: the packages' archive and whatever else goes beside it, as [name, bytes].
 * memory: how many bytes Python may have.
 * options: those of loadPyodide that say where it finds itself.
 * write(text, stream): takes what is printed; stream is "out" or "err".
 * tell(what, line): told what a program asks for first that a browser lacks.
 */
export async function start({ files, memory, options }, { write, tell }) {
  limitMemory(memory);
  const python = await loadPyodide({
    createPyodideModule,
    lockFileContents: { info, packages: {} },
    packageBaseUrl: "none:",
    stdin: () => null,
    env: { HOME: FOLDER, PYTHONHASHSEED: "0", PYTHON_COLORS: "0", NO_COLOR: "1", PYTHONUTF8: "1" },
    ...options,
  });
  const printed = (stream) => {
    const decoder = new TextDecoder();
    return {
      isatty: false,
      write(bytes) {
        write(decoder.decode(bytes, { stream: true }).replaceAll(FOLDER, ""), stream);
        return bytes.length;
      },
    };
  };
  python.setStdout(printed("out"));
  python.setStderr(printed("err"));
  for (const [name, bytes] of files) {
    python.FS.writeFile(`/lib/${name}`, new Uint8Array(bytes));
    python.runPython(`import sys; sys.path.append("/lib/${name}")`);
  }
  const programs = python.pyimport("anyio_by_example.interpreter.inside.programs").Programs(makeBlock(), tell);
  return {
    version: python.runPython("'.'.join(map(str, sys.version_info[:3]))"),
    run: (job) => JSON.parse(programs.run(JSON.stringify(job))),
  };
}
