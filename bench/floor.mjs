/** The least that Node can do: a ready queue with counts of open needs and `spawn`, output captured into two files a task. */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [file, folder, capture = "files"] = process.argv.slice(2);
const { tasks } = JSON.parse(readFileSync(file, "utf8"));
const PLACES = 8;

mkdirSync(folder, { recursive: true });
const open = new Map(tasks.map((task) => [task.id, task.needs.length]));
const dependants = new Map(tasks.map((task) => [task.id, []]));
for (const task of tasks) for (const need of task.needs) dependants.get(need).push(task);
const ready = tasks.filter((task) => task.needs.length === 0);
let next = 0;
let running = 0;

function start(task) {
  const handed =
    task.reads === undefined ? [] : [readFileSync(join(folder, `${task.reads}.out`), "utf8").trimEnd()];
  const out = capture === "files" ? openSync(join(folder, `${task.id}.out`), "w") : "ignore";
  const err = capture === "files" ? openSync(join(folder, `${task.id}.err`), "w") : "ignore";
  const child = spawn(task.argv[0], [...task.argv.slice(1), ...handed], { stdio: ["ignore", out, err] });
  if (capture === "files") {
    closeSync(out);
    closeSync(err);
  }
  running += 1;
  child.on("exit", () => {
    running -= 1;
    for (const dependant of dependants.get(task.id)) {
      const left = open.get(dependant.id) - 1;
      open.set(dependant.id, left);
      if (left === 0) ready.push(dependant);
    }
    fill();
  });
}

function fill() {
  while (running < PLACES && next < ready.length) start(ready[next++]);
}

fill();
