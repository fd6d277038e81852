/* The editor: prism-code-editor, as much of it as is used, with Python coloured as on the pages. */

import { languages } from "prism-code-editor/prism";
import "prism-code-editor/prism/languages/python";
import "prism-code-editor/languages/python";

export { createEditor } from "prism-code-editor";
export {
  editHistory,
  indentSelectedLines,
  insertLineAndIndent,
  insertTab,
  toggleComment,
} from "prism-code-editor/commands";
export { insertText } from "prism-code-editor/utils";

/* Words that have another meaning in Python 3, or none, from those that Prism knows. */
const python = languages.python;

const words = (text) => text.trim().split(/\s+/).join("|");

const KEYWORDS = words(`
  and as assert async await break class continue def del elif else except finally for from global if import in is
  lambda nonlocal not or pass raise return try while with yield
`);

const BUILTINS = words(`
  __import__ abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod cls compile
  complex delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash hex
  id input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print
  property range repr reversed round self set setattr slice sorted staticmethod str sum super tuple type vars zip
  __annotations__ __dict__ __doc__ __file__ __name__ __path__
`);

const ERRORS = words(`
  (?:Base)?Exception(?:Group)? GeneratorExit KeyboardInterrupt Stop(?:Async)?Iteration SystemExit [A-Z]\\w*Warning
  (?:Arithmetic|Assertion|Attribute|BlockingIO|BrokenPipe|Buffer|ChildProcess|Connection(?:Aborted|Refused|Reset)?|EOF|FileExists|FileNotFound|FloatingPoint|IO|Import|Indentation|Index|Interrupted|IsADirectory|Key|Lookup|Memory|ModuleNotFound|Name|NotADirectory|NotImplemented|OS|Overflow|Permission|ProcessLookup|Recursion|Reference|Runtime|Syntax|System|Tab|Timeout|Type|UnboundLocal|Unicode(?:Decode|Encode|Translate)?|Value|ZeroDivision)Error
`);

python.keyword = [
  { pattern: /(^[ \t]*)(?:match|case|type)(?= +[^=\s.,:)])(?=.*[:=])/m, lookbehind: true },
  RegExp(`\\b(?:${KEYWORDS})\\b`),
];
// an attribute is the program's own, whatever it's called
python.builtin = { pattern: RegExp(`(^|[^.\\w])(?:${BUILTINS}|${ERRORS})(?!\\w)`), lookbehind: true };
