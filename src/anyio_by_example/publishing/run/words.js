/* What is said of a run, in the reader's words. A sentence is a list of texts and of lines, as {line: 12}. */

export const LABELS = { asyncio: "asyncio", trio: "Trio", "as-written": "its event loop" };

const ABSENT = {
  threads: "It starts a thread",
  sockets: "It opens a socket",
  processes: "It starts a process",
  interpreters: "It starts another interpreter",
};

/* Tasks that are named one by one. */
const TASKS = 10;

/* Characters of an error's text. */
const MOST_SAID = 300;

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

export const seconds = (time) => `${time < 9.995 ? time.toFixed(2) : time.toFixed(1)} s`;

export const versions = (known) =>
  ["Python", "AnyIO", "Trio"].filter((name) => known[name]).map((name) => `${name} ${known[name]}`).join(", ");

const joined = (sentences) => sentences.flatMap((sentence, index) => (index ? [", ", ...sentence] : sentence));

function deadlock(waiting = []) {
  if (!waiting.length) return ["All tasks are waiting forever."];
  const named = waiting.slice(0, TASKS).map(({ task, line }) => (line ? [`${task} in `, { line }] : [task]));
  const more = waiting.length > TASKS ? `, and ${waiting.length - TASKS} more` : "";
  return [waiting.length > 1 ? "All tasks are waiting forever: " : "It is waiting forever: ", ...joined(named), `${more}.`];
}

/*
 * Why a run has ended, if not by itself.
 *
 * ending: what the runner says. limit: the seconds that a run may take. printed: the characters that it printed.
 */
export function reason(ending, limit, printed) {
  const { how, status, waiting, name } = ending;
  switch (how) {
    case "stopped":
      return ["Stopped."];
    case "time":
      return [`Stopped: it ran for ${limit} seconds, which is the limit.`];
    case "output":
      return [`Stopped: it printed more than ${printed < 100_000 ? "10,000 times" : "100,000 characters"}, which is the limit.`];
    case "memory":
      return ["Stopped: it needed more memory than there is here."];
    case "crashed":
      return ["Python itself crashed, and not only the program. A fresh one is ready for the next run."];
    case "exited":
      return [`It left Python at once, with exit status ${status}, as os._exit() does.`];
    case "missed":
      return [`Stopped: it imported ${name}, which wasn't here yet and couldn't be seen in its text. Run it again: then it's here.`];
    case "deadlock":
      return deadlock(waiting);
    default:
      return [];
  }
}

/* What a program asked for that a browser lacks; `what` and `line` as the runner says. */
export function lacking({ what, line }) {
  return [ABSENT[what] || `It needs ${what}`, ...(line ? [" (", { line }, ")"] : []), ". A browser has none."];
}

/* The line of the program in which an error came up, as the runner or else the traceback says. */
export function errorLine(ending, file, output) {
  if (ending.how !== "ended" || !ending.status || ending.absent) return undefined;
  if (ending.line) return ending.line;
  const found = [...output.matchAll(/^\s*(?:[|+]\s*)*File "([^"]+)", line (\d+)/gm)];
  const own = found.filter(([, name]) => name === file || name.endsWith(`/${file}`));
  return own.length ? Number(own.at(-1)[2]) : undefined;
}

/*
 * What the error says that a traceback's last line of the program led to, as it's far below where the output begins;
 * only its first line, and nothing if there's none.
 */
export function errorText(file, output) {
  const lines = output.split("\n");
  const [start, before] = lines.reduce((found, line, index) => {
    const [, rule, name] = /^(\s*(?:[|+]\s*)*)File "([^"]+)", line \d+/.exec(line) || [];
    return name === file || name?.endsWith(`/${file}`) ? [index, rule] : found;
  }, []);
  if (start === undefined) return "";
  // it stands further left than the frames, behind the same rules of an exception group
  const rule = before.slice(0, -2);
  const said = lines.slice(start + 1).find((line) => line.startsWith(rule) && /^[A-Za-z_]/.test(line.slice(rule.length)));
  return said?.slice(rule.length, rule.length + MOST_SAID) ?? "";
}

const IN_SHORT = {
  time: "stopped at the limit",
  output: "stopped, for it printed too much",
  memory: "stopped, for it needed too much memory",
  crashed: "Python crashed",
  exited: "it left Python",
  missed: "stopped at an import",
  deadlock: "all tasks wait forever",
};

/* The same as `reason()` in a few words; empty for a run that ended by itself. */
export const inShort = ({ how }) => IN_SHORT[how] || "";

/* How a comparison came out, in a word; what was edited may well differ. */
export function verdict(compared, isEdited) {
  if (compared.same) return "as recorded";
  return isEdited ? "differs from the recording, after your changes" : "differs from the recording";
}

/* What there is to say when all runs have ended. */
export function summary(verdicts) {
  const known = verdicts.filter(({ words }) => words);
  const words = new Set(known.map((each) => each.words));
  if (!known.length) return "Finished";
  if (words.size === 1) return `Finished: ${[...words][0]}`;
  const parts = known.map((each) => `${each.words} on ${LABELS[each.backend]}`);
  return `Finished: ${parts.join("; ")}`;
}
