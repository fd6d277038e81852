/* A worker that unpacks one file after the other, away from the page's own thread. */

import { unpack } from "./unpacking.js";

onmessage = async ({ data: { number, bytes } }) => {
  try {
    const { buffer } = await unpack(new Uint8Array(bytes));
    postMessage({ number, content: buffer }, [buffer]);
  } catch {
    postMessage({ number, error: "a file came damaged" });
  }
};
