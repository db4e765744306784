/** A workflow file as GitHub itself reads it: its own parser, its own schema. */
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { ErrorPolicy } from "@actions/workflow-parser/model/convert";
import type { WorkflowTemplate } from "@actions/workflow-parser/model/workflow-template";
import type { MappingToken } from "@actions/workflow-parser/templates/tokens/mapping-token";

export type Read = Readonly<{ root: MappingToken; template: WorkflowTemplate; problems: readonly string[] }>;

const seen = new Map<string, Promise<Read>>();

/** What it has against the file, and what it understood of it all the same. Read once: thousands of runs may be played of one file. */
export function readWorkflow(name: string, content: string): Promise<Read> {
  const key = `${name}\n${content}`;
  const reading = seen.get(key) ?? read(name, content);
  seen.set(key, reading);
  return reading;
}

async function read(name: string, content: string): Promise<Read> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value === undefined)
    throw new Error(`${name} is no workflow: ${context.errors.getErrors().join("; ")}`);
  const template = await convertWorkflowTemplate(context, value, undefined, {
    errorPolicy: ErrorPolicy.TryConversion,
  });
  const problems = context.errors.getErrors().map(({ message }) => message);
  return {
    root: value.assertMapping("a workflow"),
    template,
    problems: [...new Set([...problems, ...unknownNeeds(template)])],
  };
}

/** The one thing that its parser leaves to its server. */
function unknownNeeds({ jobs }: WorkflowTemplate): readonly string[] {
  const known = new Set(jobs.map(({ id }) => id.value));
  return jobs.flatMap(({ id, needs = [] }) =>
    needs
      .filter(({ value }) => !known.has(value))
      .map(({ value }) => `${id.value} needs ${value}, which is not there`),
  );
}
