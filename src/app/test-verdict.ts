/** What a run came to, held against what its test expects: every difference with its place, and what stands there instead. */
import { canonical, isFields, isList, type Fields, type Value } from "../core/base/value.ts";
import { outline, type Outline, type Row } from "../core/view/outline.ts";
import { namesOf } from "../core/spec/test-check.ts";
import type { TestCase } from "../core/spec/test-file.ts";
import type { Path } from "./test-player.ts";
import type { Played } from "./test-run.ts";

export type Unmet = Readonly<{
  /** Within the case. */
  path: Path;
  message: string;
  label: string;
  help?: string;
  expected: Value;
  /** What would have been right; undefined where no other text would make it so. */
  actual: Value | undefined;
}>;

/** Sums of fractions end in noise that nobody paid. */
const CENT_OF_A_CENT = 1e-6;
const SHOWN = 160;

const shown = (value: Value): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};
const quoted = (value: Value): string =>
  typeof value === "string" ? JSON.stringify(shown(value)) : shown(value);

type Facts = Readonly<{
  played: Played;
  model: Outline;
  rows: ReadonlyMap<string, Row>;
  documents: ReadonlyMap<string, Fields>;
  calls: ReadonlyMap<string, number>;
}>;

function factsOf(played: Played): Facts {
  const model = outline(played.state);
  const { tasks } = played.document;
  const documents = (isList(tasks) ? tasks : []).filter(isFields);
  const calls = new Map<string, number>();
  for (const { task, kind } of played.asked) {
    if (kind === "checks") continue;
    for (const name of namesOf(task)) calls.set(name, (calls.get(name) ?? 0) + 1);
  }
  return {
    played,
    model,
    rows: new Map(model.rows.map((row) => [row.id, row])),
    documents: new Map(documents.map((fields) => [String(fields["id"]), fields])),
    calls,
  };
}

const reasonOf = ({ documents }: Facts, id: string): string | undefined => {
  const reason = documents.get(id)?.["reason"];
  return typeof reason === "string" && reason !== "" ? shown(reason) : undefined;
};

const helped = (help: string | undefined): Readonly<{ help?: string }> =>
  help === undefined ? {} : { help };

/** Where a run as a whole disappoints, its failures say why. */
function troubles(facts: Facts): string | undefined {
  const failed = facts.model.rows.filter(({ status }) => status === "failure");
  const said = failed.map(({ id }) => `"${id}" failed: ${reasonOf(facts, id) ?? "no reason"}`);
  return said.length === 0 ? undefined : said.slice(0, 3).join("; ");
}

type Expectation = (expected: Value, facts: Facts) => readonly Unmet[];

const byTask =
  (
    key: string,
    judge: (id: string, expected: Value, facts: Facts) => Omit<Unmet, "path"> | null,
  ): Expectation =>
  (expected, facts) =>
    Object.entries(isFields(expected) ? expected : {}).flatMap(([id, value]) => {
      const unmet = judge(id, value, facts);
      return unmet === null ? [] : [{ path: ["expect", key, id], ...unmet }];
    });

const conclusion: Expectation = (expected, facts) => {
  const actual = facts.played.ended ? (facts.played.document["conclusion"] ?? null) : "no end";
  if (actual === expected) return [];
  const message = `the run should end with ${shown(expected)}, but it ends with ${shown(actual)}`;
  const label = `is ${shown(actual)}`;
  return [{ path: ["expect", "conclusion"], message, label, ...helped(troubles(facts)), expected, actual }];
};

const tasks = byTask("tasks", (id, expected, facts) => {
  const actual = facts.rows.get(id)?.status ?? "absent";
  if (actual === expected) return null;
  const message = `"${id}" should be ${shown(expected)}, but it is ${actual}`;
  return { message, label: `is ${actual}`, ...helped(reasonOf(facts, id)), expected, actual };
});

function startsOf({ played }: Facts): readonly string[] {
  const started = played.entries.flatMap((entry) => (entry.type === "task.started" ? [entry.task] : []));
  return [...new Set<string>(started)];
}

const order: Expectation = (expected, facts) => {
  const named = isList(expected) ? expected.map(String) : [];
  const actual = startsOf(facts).filter((id) => named.includes(id));
  const place = named.findIndex((id, index) => id !== actual[index]);
  const id = named[place];
  if (id === undefined) return [];
  const began = actual.includes(id);
  const message = began ? `"${id}" starts in another place` : `"${id}" should start, but it never does`;
  const label = began ? `here starts "${actual[place] ?? ""}"` : "is never started";
  const help = `they start in this order: ${actual.length === 0 ? "none" : actual.join(", ")}`;
  return [{ path: ["expect", "order", place], message, label, help, expected, actual }];
};

const skipped: Expectation = (expected, facts) => {
  const wanted = isList(expected) ? expected.map(String) : [];
  const rows = facts.model.rows.filter(({ role, status }) => role === "task" && status === "skipped");
  const actual: readonly string[] = rows.map(({ id }) => id);
  const missing = wanted.find((id) => !actual.includes(id));
  const extra = actual.find((id) => !wanted.includes(id));
  const id = missing ?? extra;
  if (id === undefined) return [];
  const status = facts.rows.get(id)?.status ?? "absent";
  const message =
    missing === undefined
      ? `"${id}" is skipped, but not expected to be`
      : `"${id}" should be skipped, but it is ${status}`;
  const path = missing === undefined ? [] : [wanted.indexOf(missing)];
  const label = missing === undefined ? `"${id}" is missing here` : `is ${status}`;
  return [
    {
      path: ["expect", "skipped", ...path],
      message,
      label,
      ...helped(reasonOf(facts, id)),
      expected,
      actual,
    },
  ];
};

function unequal(what: string, expected: Value, actual: Value): Omit<Unmet, "path"> | null {
  if (canonical(expected) === canonical(actual)) return null;
  const message = `${what} should be ${quoted(expected)}, but it is ${quoted(actual)}`;
  return { message, label: `is ${quoted(actual)}`, expected, actual };
}

const outputs = byTask("outputs", (name, expected, facts) => {
  const given = facts.played.document["outputs"];
  const actual = isFields(given) && Object.hasOwn(given, name) ? given[name] : undefined;
  return unequal(`the output "${name}"`, expected, actual ?? null);
});

const results = byTask("results", (id, expected, facts) =>
  unequal(`the output of "${id}"`, expected, facts.documents.get(id)?.["output"] ?? null),
);

const attempts = byTask("attempts", (id, expected, facts) => {
  const actual = facts.rows.get(id)?.attempts ?? 0;
  const unmet = unequal(`the number of attempts of "${id}"`, expected, actual);
  return unmet === null ? null : { ...unmet, ...helped(reasonOf(facts, id)) };
});

const callsByTask = byTask("calls", (id, expected, facts) =>
  unequal(`the number of calls of "${id}"`, expected, facts.calls.get(id) ?? 0),
);

const calls: Expectation = (expected, facts) => {
  if (typeof expected !== "number") return callsByTask(expected, facts);
  const actual = facts.played.asked.filter(({ kind }) => kind === "replies").length;
  const unmet = unequal("the number of calls", expected, actual);
  return unmet === null ? [] : [{ path: ["expect", "calls"], ...unmet }];
};

const cost: Expectation = (expected, { played }) => {
  const actual = played.document["total_cost_usd"] ?? null;
  const same =
    typeof actual === "number" &&
    typeof expected === "number" &&
    Math.abs(actual - expected) < CENT_OF_A_CENT;
  if (same) return [];
  const label = actual === null ? "is not known" : `is ${shown(actual)}`;
  const message = `the run should cost ${shown(expected)} USD, but ${actual === null ? "nobody knows what it costs" : `it costs ${shown(actual)}`}`;
  return [
    { path: ["expect", "cost_usd"], message, label, expected, actual: actual === null ? undefined : actual },
  ];
};

const failures = byTask("failures", (id, expected, facts) => {
  const actual = facts.rows.get(id)?.failure?.kind;
  if (actual === expected) return null;
  const status = facts.rows.get(id)?.status ?? "absent";
  const label = actual === undefined ? `is ${status}` : `is ${actual}`;
  const message = `"${id}" should fail with ${shown(expected)}, but it ${actual === undefined ? `is ${status}` : `fails with ${actual}`}`;
  return { message, label, ...helped(reasonOf(facts, id)), expected, actual };
});

const texts = (value: Value): readonly string[] => (isList(value) ? value.map(String) : [String(value)]);

const reasons = byTask("reasons", (id, expected, facts) => {
  const row = facts.documents.get(id)?.["reason"];
  const reason = typeof row === "string" ? row : "";
  const lacking = texts(expected).find((text) => !reason.includes(text));
  if (lacking === undefined) return null;
  const message = `${JSON.stringify(lacking)} should stand in the reason of "${id}"`;
  const help = reason === "" ? `"${id}" has no reason` : `its reason is: ${shown(reason)}`;
  return { message, label: "does not stand there", help, expected, actual: undefined };
});

const prompts = byTask("prompts", (id, expected, { played }) => {
  const given = played.asked.filter(({ task, kind }) => kind === "replies" && namesOf(task).includes(id));
  const lacking = texts(expected).find((text) => !given.some(({ prompt }) => prompt.includes(text)));
  if (lacking === undefined) return null;
  const message = `${JSON.stringify(lacking)} should stand in what "${id}" is asked`;
  const [first] = given;
  const help = first === undefined ? `"${id}" is never asked` : `it is asked: ${shown(first.prompt)}`;
  return { message, label: "does not stand there", help, expected, actual: undefined };
});

const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  conclusion,
  tasks,
  order,
  skipped,
  outputs,
  results,
  attempts,
  calls,
  cost_usd: cost,
  failures,
  reasons,
  prompts,
};

export function unmet(given: TestCase, played: Played): readonly Unmet[] {
  const facts = factsOf(played);
  return Object.entries(given.expect).flatMap(
    ([key, expected]) => EXPECTATIONS[key]?.(expected, facts) ?? [],
  );
}
