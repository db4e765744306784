/** What a file with tests names, held against what the workflow has: nothing may be given to nobody. */
import { nearest } from "../base/nearest.ts";
import { isFields, isList } from "../base/value.ts";
import type { Diagnostic, Span } from "./diagnostic.ts";
import { BY_TASK } from "./fields-test.ts";
import { beginReading } from "./read-object.ts";
import { report, type Reading } from "./reading.ts";
import { keySpanAt, nodeIn, spanAt, type TestCase, type TestFile } from "./test-file.ts";

export type TestedKind = "agent" | "command" | "approval" | "other";

/** What of a workflow its tests may name. */
export type TestNames = Readonly<{
  tasks: ReadonlyMap<string, TestedKind>;
  /** Tasks with a command among what verifies them. */
  checked: ReadonlySet<string>;
  inputs: readonly string[];
  outputs: readonly string[];
}>;

const GROWN = /(?:\[[^\]]*\]|#\d+|~\d+|~judge|\/plan|\/collect|\/try|\/\d+)$/;

/** The names under which the author may know a task, the nearest first: `review[a]#2`, `review[a]`, `review`. */
export function namesOf(id: string): readonly string[] {
  const names = [id];
  for (let rest = id.replace(GROWN, ""); rest !== names.at(-1) && rest !== ""; rest = rest.replace(GROWN, ""))
    names.push(rest);
  return names;
}

const UNDOES = /^undo:/;

/** Tasks that an agent may name are known only when it runs; what undoes a task is called after it. */
function isKnown(called: string, names: TestNames): boolean {
  const id = called.replace(UNDOES, "");
  if (namesOf(id).some((name) => names.tasks.has(name))) return true;
  const group = id.slice(0, Math.max(0, id.lastIndexOf("/")));
  return group !== "" && isKnown(group, names);
}

const kindOf = (id: string, names: TestNames): TestedKind | undefined =>
  namesOf(id).flatMap((name) => names.tasks.get(name) ?? [])[0];

type Sought = Readonly<{ span: Span; id: string; what: string; known: Iterable<string>; where: string }>;

function stranger(reading: Reading, { span, id, what, known, where }: Sought): void {
  const all = [...known];
  const close = nearest(id, all);
  const list = all.length === 0 ? `${where} has none` : `${where} has ${all.join(", ")}`;
  report(reading, "AO1802", span, `"${id}" is no ${what} of ${where}`, {
    label: `no such ${what}`,
    help: close === undefined ? list : `did you mean "${close}"?`,
  });
}

const WHERE = "the workflow";

/** Which table of replies is for which kind of task, and how to say so. */
const TABLES = [
  ["replies", "agent", "an agent"],
  ["commands", "command", "a command"],
  ["answers", "approval", "a question to people"],
] as const;

const PLACES: Readonly<Record<TestedKind, string>> = {
  agent: 'agents answer under "replies"',
  command: 'commands answer under "commands"',
  approval: 'people answer under "answers"',
  other: "nobody is asked by it; name the tasks inside",
};

function givenReplies(own: TestCase, names: TestNames, reading: Reading): void {
  for (const [table, kind, called] of TABLES) {
    for (const id of Object.keys(own[table])) {
      const span = keySpanAt(own.node, [table, id]);
      if (!isKnown(id, names)) {
        stranger(reading, { span, id, what: "task", known: names.tasks.keys(), where: WHERE });
        continue;
      }
      const found = kindOf(id, names);
      // What a group is made of answers under the name of the group.
      if (found === undefined || found === kind || (found === "other" && kind !== "approval")) continue;
      report(reading, "AO1807", span, `"${id}" is not ${called}`, {
        label: `stands under "${table}"`,
        help: PLACES[found],
      });
    }
  }
  for (const id of Object.keys(own.checks)) {
    const span = keySpanAt(own.node, ["checks", id]);
    if (!isKnown(id, names))
      stranger(reading, { span, id, what: "task", known: names.checked, where: WHERE });
    else if (!namesOf(id).some((name) => names.checked.has(name)))
      report(reading, "AO1807", span, `no command verifies "${id}"`, {
        label: 'stands under "checks"',
        help: 'checks answer for the commands under "verify"',
      });
  }
}

function expectedTasks(own: TestCase, names: TestNames, reading: Reading): void {
  const look = (id: string, span: Span): void => {
    if (!isKnown(id, names))
      stranger(reading, { span, id, what: "task", known: names.tasks.keys(), where: WHERE });
  };
  for (const key of BY_TASK) {
    const named = own.expect[key];
    for (const id of isFields(named) ? Object.keys(named) : [])
      look(id, keySpanAt(own.node, ["expect", key, id]));
  }
  for (const key of ["order", "skipped"] as const) {
    const list = own.expect[key];
    for (const [place, id] of (isList(list) ? list : []).entries())
      if (typeof id === "string") look(id, spanAt(own.node, ["expect", key, place]));
  }
}

export function testMistakes(file: TestFile, names: TestNames): readonly Diagnostic[] {
  const reading = beginReading("tasks");
  for (const own of file.cases) {
    for (const id of Object.keys(own.inputs)) {
      const span = keySpanAt(own.node, ["inputs", id]);
      if (!names.inputs.includes(id))
        stranger(reading, { span, id, what: "input", known: names.inputs, where: WHERE });
    }
    givenReplies(own, names, reading);
    expectedTasks(own, names, reading);
    const outputs = nodeIn(own.node, ["expect", "outputs"]);
    for (const id of outputs?.kind === "map" ? outputs.pairs.keys() : []) {
      const span = keySpanAt(own.node, ["expect", "outputs", id]);
      if (!names.outputs.includes(id))
        stranger(reading, { span, id, what: "output", known: names.outputs, where: WHERE });
    }
  }
  return reading.diagnostics;
}
