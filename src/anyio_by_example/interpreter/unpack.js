/* A worker that unpacks one file after the other, away from the page's own thread. First it says that it's there. */

import { unpack } from "./unpacking.js";

postMessage({ number: 0 });
onmessage = async ({ data: { number, bytes } }) => {
  try {
    const { buffer } = await unpack(new Uint8Array(bytes));
    postMessage({ number, content: buffer }, [buffer]);
  } catch (error) {
    const isForbidden = error instanceof WebAssembly.CompileError;
    const reason = isForbidden ? "the host or an extension may forbid WebAssembly" : "a file came damaged";
    postMessage({ number, error: reason });
  }
};
