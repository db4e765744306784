/** p-graph as a bare library around the same `spawn`. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import * as library from "p-graph";

const { tasks } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const graph = library.PGraph ?? library.pGraph ?? library.default?.PGraph ?? library.default;
const run = (argv) =>
  new Promise((done, failed) => {
    spawn(argv[0], argv.slice(1), { stdio: "ignore" }).on("exit", done).on("error", failed);
  });
const nodes = new Map(tasks.map((task) => [task.id, { run: () => run(task.argv) }]));
const arrows = tasks.flatMap((task) => task.needs.map((need) => [need, task.id]));
await new graph(nodes, arrows).run({ concurrency: 8 });
