/** All tests of one workflow: found beside it, checked, run one after the other, and what came of them. */
import { isFields, isList, type Fields } from "../core/base/value.ts";
import type { Diagnostic, FileReport, Span } from "../core/spec/diagnostic.ts";
import { chooserName, isAutonomous } from "../core/spec/chooser.ts";
import { TASK_TYPES } from "../core/spec/fields-task.ts";
import type { Spec } from "../core/spec/spec.ts";
import { testMistakes, type TestedKind, type TestNames } from "../core/spec/test-check.ts";
import { keySpanAt, nodeIn, readTestFile, spanAt, type TestCase } from "../core/spec/test-file.ts";
import { cassetteIn, type Cassette } from "./cassette.ts";
import { find, fileDiagnostic } from "./find.ts";
import { cassettePath, joined, shown, testedBy, testPath } from "./places.ts";
import { functionsOf } from "./brought.ts";
import { prepare } from "./prepare.ts";
import { unused } from "./test-player.ts";
import { played, type Bench, type Played } from "./test-run.ts";
import { unmet, type Unmet } from "./test-verdict.ts";
import { examine, isRefused, textOf, type Library } from "./validate.ts";

export type CaseOutcome = Readonly<{
  given: TestCase;
  /** Expectations that were not met. */
  unmet: readonly Unmet[];
  /** The same and whatever else is wrong, with places in the test file. */
  diagnostics: readonly Diagnostic[];
  /** As `run --json` prints it; null if the case could not start. */
  document: Fields | null;
}>;

export type Suite = Readonly<{
  workflow: string;
  /** Where the tests lie. */
  path: string;
  file: string;
  text: string;
  /** What keeps all of them from being run. */
  reports: readonly FileReport[];
  cases: readonly CaseOutcome[];
}>;

export const passed = ({ diagnostics }: CaseOutcome): boolean =>
  diagnostics.every(({ severity }) => severity !== "error");

/** What a plugin does is played like what an agent does. */
function kindOf(type: string): TestedKind {
  if (type === "command" || type === "approval") return type;
  const isBuiltIn = TASK_TYPES.some((one) => one === type);
  return type === "agent" || !isBuiltIn ? "agent" : "other";
}

/** A text alone is a condition. */
function hasCommand(verify: Fields[string] | undefined): boolean {
  if (isList(verify)) return verify.some(hasCommand);
  return isFields(verify) && verify["run"] !== undefined;
}

export function namesIn(spec: Spec): TestNames {
  const tasks = new Map(spec.tasks.map(({ id, type }) => [id, kindOf(type)]));
  if (isAutonomous(spec)) tasks.set(chooserName(tasks), "agent");
  return {
    tasks,
    checked: new Set(spec.tasks.flatMap(({ id, fields }) => (hasCommand(fields["verify"]) ? [id] : []))),
    inputs: [...spec.inputs.keys()],
    outputs: spec.outputs.map(({ name }) => name),
  };
}

const mistake = (
  code: string,
  span: Span,
  message: string,
  more: Partial<Pick<Diagnostic, "label" | "help" | "severity">> = {},
): Diagnostic => ({ code, severity: "error", message, span, ...more });

type Tape = Readonly<{ cassette: Cassette | null } | { mistake: Diagnostic }>;

function cassetteFor(from: Library, workflow: string, given: TestCase): Tape {
  const { cassette, node } = given;
  if (cassette === false) return { cassette: null };
  const span = spanAt(node, ["cassette"]);
  const refuse = (message: string, label: string): Tape => ({
    mistake: mistake("AO1809", span, message, { label }),
  });
  const folder = workflow.slice(0, workflow.lastIndexOf("/"));
  const path = cassette === true ? cassettePath(workflow) : joined(folder, cassette);
  if (path === undefined) return refuse("the workflow has no place for a cassette", "which one is meant?");
  const name = shown(from.places, path);
  const source = textOf(from.files, path, name, MOST_BYTES);
  if ("diagnostic" in source)
    return refuse(`the cassette cannot be read: ${source.diagnostic.message}`, name);
  const read = cassetteIn(source.text);
  return read.ok
    ? { cassette: read.value }
    : refuse(`the cassette "${name}" cannot be read: ${read.error}`, "is no cassette");
}

/** A cassette is cut to a size when it is written; room for what surrounds its answers. */
const MOST_BYTES = 64 * 1024 * 1024;

const said = (one: Unmet, { node }: TestCase): Diagnostic => {
  const value = spanAt(node, one.path);
  return mistake("AO1801", value, one.message, {
    label: one.label,
    ...(one.help === undefined ? {} : { help: one.help }),
  });
};

function leftOver(given: TestCase, { used, answered }: Played): readonly Diagnostic[] {
  const replies = unused(given, used).map((path) => {
    const [table, task, place] = path;
    const which = typeof place === "number" ? `reply ${place + 1}` : "the reply";
    const message = `nobody asked for ${which} of "${String(task)}"`;
    return mistake("AO1803", keySpanAt(given.node, path), message, {
      label: "never asked for",
      help: `take it out of "${String(table)}", or find out why it is not asked`,
    });
  });
  const answers = Object.keys(given.answers).filter((task) => !answered.has(task));
  return [
    ...replies,
    ...answers.map((task) =>
      mistake("AO1803", keySpanAt(given.node, ["answers", task]), `nobody was asked by "${task}"`, {
        label: "never asked for",
      }),
    ),
  ];
}

function afterwards(given: TestCase, run: Played): readonly Diagnostic[] {
  const changed = [...run.changed].map((task) =>
    mistake(
      "AO1804",
      spanAt(given.node, ["cassette"]),
      `"${task}" is asked something else than was recorded`,
      {
        severity: "warning",
        label: "recorded for another prompt",
        help: "record it anew if its answer depends on what has changed",
      },
    ),
  );
  const endless = run.ended
    ? []
    : [
        mistake("AO1808", spanAt(given.node, ["name"]), `the run of "${given.name}" has no end`, {
          label: "nothing goes on and nothing is waited for",
        }),
      ];
  return [...endless, ...leftOver(given, run), ...changed];
}

function unstarted({ node }: TestCase, reports: readonly FileReport[]): Diagnostic {
  const found = reports.flatMap(({ diagnostics }) => diagnostics);
  const first = found.find(({ severity }) => severity === "error");
  const message = `the workflow does not start: ${first?.message ?? "it is not valid"}`;
  const span = nodeIn(node, ["inputs"]) === undefined ? spanAt(node, ["name"]) : keySpanAt(node, ["inputs"]);
  return mistake("AO1805", span, message, {
    label: "with what is given here",
    help: 'inputs stand under "inputs"',
  });
}

async function outcomeOf(
  from: Library,
  workflow: string,
  given: TestCase,
  bench: Bench,
): Promise<CaseOutcome> {
  const failed = (diagnostic: Diagnostic): CaseOutcome => ({
    given,
    unmet: [],
    diagnostics: [diagnostic],
    document: null,
  });
  const { inputs, item, event } = given;
  const result = prepare(from, {
    workflow,
    inputs,
    ...(item === undefined ? {} : { item: { value: item, trust: "operator" } }),
    ...(event === undefined ? {} : { event: { value: event, trust: "untrusted" } }),
    strict: false,
  });
  if (!result.ok) {
    return failed(unstarted(given, result.error));
  }
  const tape = cassetteFor(from, workflow, given);
  if ("mistake" in tape) return failed(tape.mistake);
  const { plan, plugins } = result.value;
  const run = await played(plan, given, tape.cassette, { ...bench, functions: functionsOf(plugins) });
  const missed = unmet(given, run);
  const diagnostics = [...missed.map((one) => said(one, given)), ...afterwards(given, run)];
  return { given, unmet: missed, diagnostics, document: run.document };
}

const none = (workflow: string, reports: readonly FileReport[]): Suite => ({
  workflow,
  path: "",
  file: "",
  text: "",
  reports,
  cases: [],
});

const absent = (file: string): FileReport => {
  const help = "write it beside the workflow; `agent-orchestrator schema test` says what it may hold";
  return { file, text: "", diagnostics: [fileDiagnostic("AO1901", `there are no tests "${file}"`, help)] };
};

/** `word` is the path or the name of a workflow, or its file with tests. */
export async function tested(from: Library, word: string, bench: Bench): Promise<Suite> {
  const found = find(from.files, from.places, testedBy(word));
  if (!found.ok) return none(word, [{ file: word, text: "", diagnostics: [found.error] }]);
  const workflow = found.value.path;
  const path = testPath(workflow);
  if (path === undefined || !from.files.isFile(path))
    return none(word, [absent(shown(from.places, path ?? workflow))]);
  const file = shown(from.places, path);
  const source = textOf(from.files, path, file, from.maxBytes);
  if ("diagnostic" in source) return none(word, [{ file, text: "", diagnostics: [source.diagnostic] }]);
  const { text } = source;
  const suite = { ...none(word, []), path, file, text };
  const { plugins } = from;
  let examined = examine(from, workflow);
  while (plugins?.trusted === true && (await plugins.shelf.fill())) examined = examine(from, workflow);
  if (examined.spec === null || isRefused(examined.reports, false))
    return { ...suite, reports: examined.reports };
  const read = readTestFile(text);
  const diagnostics = [...read.diagnostics, ...testMistakes(read, namesIn(examined.spec))];
  if (diagnostics.some(({ severity }) => severity === "error"))
    return { ...suite, reports: [{ file, text, diagnostics }] };
  const cases: CaseOutcome[] = [];
  for (const given of read.cases) cases.push(await outcomeOf(from, workflow, given, bench));
  return { ...suite, reports: [], cases };
}
