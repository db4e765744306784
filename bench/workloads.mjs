/** The graphs that every contestant runs: named tasks, their needs, and what each does. */

const name = (n) => `t${String(n).padStart(5, "0")}`;

/** No arrows at all: what does starting a process cost? */
export const wide = (count) =>
  Array.from({ length: count }, (_, n) => ({ id: name(n), needs: [], argv: ["true"] }));

/** Each task is handed the output of the one before it: what does a transition cost? */
export const chain = (count) =>
  Array.from({ length: count }, (_, n) =>
    n === 0
      ? { id: name(n), needs: [], argv: ["echo", "link"] }
      : { id: name(n), needs: [name(n - 1)], argv: ["echo"], reads: name(n - 1) },
  );

/** Three arrows into every task: what does the graph cost? */
export const layered = (layers, width, argv = ["true"], reach = [0, 1, 7]) =>
  Array.from({ length: layers * width }, (_, n) => {
    const layer = Math.floor(n / width);
    const place = n % width;
    const needs = reach.map((step) => name((layer - 1) * width + ((place + step) % width)));
    return { id: name(n), needs: layer === 0 ? [] : [...new Set(needs)], argv };
  });

/** A stand-in for real work: 60 tasks of 0.2 s in 6 layers; 8 at a time need at least 1.6 s. */
export const realistic = () => layered(6, 10, ["sleep", "0.2"], [0]);
export const REALISTIC_BOUND_S = 1.6;

/** The same graph as a workflow file. Shared isolation: what is measured is the kernel, not git. */
export function workflow(title, tasks) {
  const lines = [`name: ${title}`, "settings:", "  isolation: shared", "  max_parallel: 8", "tasks:"];
  for (const task of tasks) {
    const argv = task.reads === undefined ? task.argv : [...task.argv, `\${${task.reads}.output}`];
    lines.push(`  - id: ${task.id}`, "    type: command", `    run: ${JSON.stringify(argv)}`);
    if (task.needs.length > 0) lines.push(`    dependencies: [${task.needs.join(", ")}]`);
  }
  return `${lines.join("\n")}\n`;
}
