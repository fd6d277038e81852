/* A worker that unpacks one file after the other, away from the page's own thread. First it says that it's there. */

import { unpack } from "./unpacking.js";

postMessage({ number: 0 });
onmessage = async ({ data: { number, bytes } }) => {
  try {
    const { buffer } = await unpack(new Uint8Array(bytes));
    postMessage({ number, content: buffer }, [buffer]);
  } catch {
    postMessage({ number, error: "a file came damaged" });
  }
};
