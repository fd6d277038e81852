/* The frames of tracebacks: whose they are, the program's or a library's. */

/* How a frame begins, and what is before that in each of its lines: spaces, and the rules of an exception group. */
const FRAME = /^(\s*(?:[|+]\s*)*)File "([^"]+)", line \d+/;

/* What a reader calls the library that has a file: the folder or the module in its archive. */
const libraryOf = (path) => path.match(/\.zip\/(\w+)/)?.[1] ?? path.split("/").at(-1).replace(/\.py$/, "");

const isOfFrame = (line, prefix) => line.startsWith(`${prefix}  `) || line.startsWith(`${prefix}[Previous line`);

function labelOf(paths) {
  const names = [...new Set(paths.map(libraryOf))];
  const count = paths.length === 1 ? "1 frame" : `${paths.length} frames`;
  return `${count} in ${names.slice(0, 4).join(", ")}${names.length > 4 ? " and others" : ""}`;
}

/*
 * The frames in an output, by the indexes of their lines: each of the program, and together those of libraries that
 * follow one another.
 *
 * lines: their texts. file: the program's.
 */
export function framesOf(lines, file) {
  const found = new Map();
  let frames, prefix;
  lines.forEach((line, index) => {
    const [, before, path] = FRAME.exec(line) || [];
    if (path !== undefined) {
      const isOwn = path === file || path.endsWith(`/${file}`);
      if (isOwn || !frames || frames.isOwn || before !== prefix) frames = { isOwn, paths: [] };
      frames.paths.push(path);
      frames.label = labelOf(frames.paths);
      prefix = before;
    } else if (!frames || !isOfFrame(line, prefix)) frames = undefined;
    if (frames) found.set(index, frames);
  });
  return found;
}
