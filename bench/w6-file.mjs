/** Writes the workload of W6: a workflow of any number of tasks, layered, as a generator would write it. */
export function workflowOf(count) {
  const lines = ['version: "1.0"', "name: generated", "description: A large generated workflow", "tasks:"];
  for (let index = 0; index < count; index++) {
    lines.push(`  - id: task-${index}`);
    lines.push(`    name: "Task number ${index}"`);
    lines.push("    agent: coder");
    if (index >= 50) lines.push(`    dependencies: [task-${index - 50}, task-${index - 49}]`);
    lines.push("    parameters:");
    lines.push(`      task: Implement part ${index} of the feature and its tests`);
    lines.push("    timeout: 600");
    lines.push("    retry: { max_attempts: 2, delay: 10, backoff: exponential }");
  }
  return `${lines.join("\n")}\n`;
}
