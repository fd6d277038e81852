/* Runs what a test asks for, in a browser that nothing drives; sends what came of it. */

import "./stage.js";

const send = (result) => fetch("result", { method: "POST", body: JSON.stringify(result) });

for (const { program, stop, check } of await (await fetch("todo.json")).json()) {
  try {
    const ran = await window.stage.run(program, stop);
    const after = check && (await window.stage.run(check));
    await send({ ...ran, after });
  } catch (error) {
    await send({ how: "failed", error: String(error), output: "" });
  }
}
