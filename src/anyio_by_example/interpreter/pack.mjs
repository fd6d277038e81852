/* Runs pack.py in Pyodide, under Node: `node pack.mjs <npm modules> <folder of archives> <pack.py> <archive>...`. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

process.on("uncaughtException", (error) => {
  // Node would show the line of Pyodide's code, all of which is on one
  console.error(String(error));
  process.exit(1);
});

const [modules, folder, script, ...archives] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(modules, "pyodide", "pyodide.mjs")));
const python = await loadPyodide();
python.FS.mkdir("/pack");
for (const name of archives) {
  const data = readFileSync(join(folder, name));
  python.FS.writeFile(`/pack/${name}`, data);
  if (name !== "packages.zip") continue;
  python.FS.writeFile(`/lib/${name}`, data);
  python.runPython(`import sys; sys.path.append("/lib/${name}")`);
}
const names = python.toPy({});
python.runPython(readFileSync(script, "utf8"), { globals: names, filename: "pack.py" });
names.get("main")(python.toPy(archives));
for (const name of python.FS.readdir("/pack")) {
  if (name.startsWith("new-")) writeFileSync(join(folder, name.slice(4)), python.FS.readFile(`/pack/${name}`));
}
