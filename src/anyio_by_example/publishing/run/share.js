/* Programs in the part of an address after "#", which is never sent to a host. */

/* What a program may have; more would make the page slow. */
const CHARACTERS = 40_000;
const LINES = 1_000;
export const LIMITS = `${CHARACTERS.toLocaleString("en")} characters and ${LINES.toLocaleString("en")} lines`;
export const fits = (code) => code.length <= CHARACTERS && code.split("\n", LINES + 2).length <= LINES + 1;

/* Packages that only a program that imports them needs. */
export const EXTRAS = ["pytest"];

/* Characters of a link that chats and mails may cut. */
export const LONG = 8_000;

/* What a program's own file is called, and what those beside it may be: files of its folder, that can be named in a sentence. */
export const FILE = "playground.py";
const BESIDE = /^\w[\w-]{0,40}\.\w{1,10}$/;

const EXAMPLE = /^[\w-]+\/[\w-]+$/;
const BACKENDS = ["asyncio", "trio", "both", "as-written"];

/* What a stream holds, as bytes; no more than `most`. */
async function bytesOf(stream, most = Infinity) {
  const parts = [];
  let size = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError("too long");
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const through = (bytes, transform, most) => bytesOf(new Blob([bytes]).stream().pipeThrough(transform), most);

function toBase64url(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const fromBase64url = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/* A fragment that holds a program: its code, backend, clock and order, and what it needs besides. */
export async function encode(program) {
  const bytes = new TextEncoder().encode(JSON.stringify(program));
  return `#code=${toBase64url(await through(bytes, new CompressionStream("deflate-raw")))}`;
}

/* The fragment of an example, by the name of its file. */
export const encodeExample = (name) => `#e=${name.replace(/\.py$/, "")}`;

const isText = (value) => typeof value === "string";

const isBeside = ([name, text]) => BESIDE.test(name) && name.toLowerCase() !== FILE && isText(text);

/* Python takes a carriage return for the end of a line, and so does an editor; an element that shows a text doesn't. */
const lined = (text) => text.replace(/\r\n?/g, "\n");

/* Only what a program has, in the types that it has it in: a link may come from anyone. */
export function checked(value) {
  const { code, backend, clock, order, support = {}, extras = [] } = Object(value);
  const files = Object.entries(Object(support));
  if (!isText(code) || Array.isArray(support) || !files.every(isBeside) || !Array.isArray(extras)) throw new TypeError("not a program");
  if (!fits(lined([code, ...files.map(([, text]) => text)].join("\n")))) throw new RangeError("too long");
  return {
    code: lined(code),
    support: Object.fromEntries(files.map(([name, text]) => [name, lined(text)])),
    backend: BACKENDS.includes(backend) ? backend : "both",
    clock: clock === "virtual" ? "virtual" : "real",
    order: order === "pinned" ? "pinned" : "free",
    extras: EXTRAS.filter((name) => extras.includes(name)),
  };
}

// what turns text round, has no width, or controls
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const WIDE = 300;

/* What somebody who reads files might not see of them, by their names: in which line, and what it is. */
export function unseen(files) {
  return files.flatMap(([name, text]) =>
    text.split("\n").flatMap((line, index) => [
      ...(UNSEEN.test(line) ? [`Line ${index + 1} of ${name} has characters that can't be seen, or that turn others round.`] : []),
      ...(line.length > WIDE ? [`Line ${index + 1} of ${name} has ${line.length.toLocaleString("en")} characters.`] : []),
    ]),
  );
}

/*
 * What a fragment says: an `example` (its topic and name), a `program`, a `problem` in the reader's words,
 * or nothing of these.
 */
export async function decode(fragment) {
  const example = /^#e=(.*)$/s.exec(fragment)?.[1];
  if (example !== undefined) {
    const name = example.replace(/%2F/gi, "/").replace(/\.py$/, "");
    return EXAMPLE.test(name) ? { example: name } : { problem: "This link names no example." };
  }
  const code = /^#code=(.*)$/s.exec(fragment)?.[1];
  if (code === undefined) return {};
  try {
    // what is packed is never much longer than it was
    if (code.length > 4 * CHARACTERS) throw new RangeError("too long");
    const bytes = await through(fromBase64url(code), new DecompressionStream("deflate-raw"), 6 * CHARACTERS);
    return { program: checked(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))) };
  } catch (error) {
    return {
      problem:
        error instanceof RangeError
          ? `The program in this link is too long: one can have ${LIMITS} here.`
          : "This link is broken: its end may be missing. Ask for it again, or for the file.",
    };
  }
}
