/** Limits that contradict each other, and lists that are too long. */
import { isFields, isList, type Fields, type Value } from "../../base/value.ts";
import { FAILURE_CLASSES, NEVER_RETRIED } from "../../base/vocabulary.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { spanOf, type SpecTask } from "../spec.ts";
import { mistake, suggestion, warning, type Rule } from "./rule.ts";
import type { Survey } from "./survey.ts";

/** GitHub refuses a matrix with more legs; whoever wants more says so, and knows that they run in one process. */
export const MAX_ITEMS = 256;

export const limits: Rule = {
  name: "limits",
  check(survey) {
    return survey.spec.tasks.flatMap((task) => [
      ...times(task),
      ...retries(task),
      ...fanOut(task),
      ...pool(survey, task),
    ]);
  },
};

const numberAt = (fields: Fields, key: string): number | null => {
  const value = fields[key];
  return typeof value === "number" ? value : null;
};

const fieldsAt = (task: SpecTask, key: string): Fields => {
  const value: Value | undefined = task.fields[key];
  return isFields(value) ? value : {};
};

function times(task: SpecTask): readonly Diagnostic[] {
  const [one, all] = [numberAt(task.fields, "timeout"), numberAt(task.fields, "total_timeout")];
  if (one === null || all === null || one <= all) return [];
  return [
    mistake(
      "AO1503",
      spanOf(task, "timeout"),
      `one attempt of "${task.id}" may take longer than all together`,
      {
        label: `${one} s for one attempt`,
        help: 'make "total_timeout" at least as long as "timeout"',
        related: [{ span: spanOf(task, "total_timeout"), message: `${all} s for all attempts` }],
      },
    ),
  ];
}

function retries(task: SpecTask): readonly Diagnostic[] {
  const retry = fieldsAt(task, "retry");
  const found: Diagnostic[] = [];
  const [delay, most] = [numberAt(retry, "delay"), numberAt(retry, "max_delay")];
  if (delay !== null && most !== null && delay > most) {
    found.push(
      mistake(
        "AO1502",
        spanOf(task, "retry", "delay"),
        `the delay of "${task.id}" is longer than its longest delay`,
        {
          label: `${delay} s`,
          help: 'make "max_delay" at least as long as "delay"',
          related: [{ span: spanOf(task, "retry", "max_delay"), message: `${most} s at most` }],
        },
      ),
    );
  }
  const on = isList(retry["on"]) ? retry["on"] : [];
  on.forEach((kind, place) => {
    const known = FAILURE_CLASSES.find((one) => one === kind);
    if (known === undefined || !NEVER_RETRIED.has(known)) return;
    found.push(
      mistake("AO1505", spanOf(task, "retry", "on", place), `"${known}" is never retried`, {
        label: "another attempt could not help",
        help: "remove it from the list",
      }),
    );
  });
  return found;
}

function fanOut(task: SpecTask): readonly Diagnostic[] {
  const each = fieldsAt(task, "for_each");
  const count = isList(each["items"]) ? each["items"].length : null;
  const most = numberAt(each, "max_items") ?? MAX_ITEMS;
  const possible = count ?? most;
  const least = numberAt(each, "min_success") ?? 0;
  const tooMany = tooManyItems(task, count, most);
  if (least <= possible) return tooMany;
  const span = spanOf(task, "for_each", "min_success");
  return [
    ...tooMany,
    mistake("AO1512", span, `"${task.id}" asks for more successes than it has items`, {
      label: `${least} of ${possible} can never succeed`,
      help: `at most ${possible} are possible`,
    }),
  ];
}

function tooManyItems(task: SpecTask, count: number | null, most: number): readonly Diagnostic[] {
  if (count === null || count <= most) {
    if (most <= MAX_ITEMS) return [];
    const span = spanOf(task, "for_each", "max_items");
    return [
      warning("AO1501", span, `"${task.id}" may have more than ${MAX_ITEMS} items`, {
        label: `${most} items run in one process only`,
        help: `a matrix on GitHub has at most ${MAX_ITEMS} legs: work in batches if it shall become one`,
      }),
    ];
  }
  const code = count > MAX_ITEMS ? "AO1501" : "AO1508";
  return [
    mistake(code, spanOf(task, "for_each"), `"${task.id}" has ${count} items, but may have ${most}`, {
      label: "this list is too long",
      help:
        count > MAX_ITEMS ? 'work in batches, or state "max_items"' : 'raise "max_items" or shorten the list',
    }),
  ];
}

function pool({ spec }: Survey, task: SpecTask): readonly Diagnostic[] {
  const name = task.fields["pool"];
  const pools = spec.settings["pools"];
  const known = isFields(pools) ? Object.keys(pools) : [];
  if (typeof name !== "string" || name.includes("{") || known.includes(name)) return [];
  return [
    mistake("AO1212", spanOf(task, "pool"), `unknown pool "${name}"`, {
      label: "no pool with this name",
      ...suggestion(name, known, `define it: "settings: { pools: { ${name}: 2 } }"`),
    }),
  ];
}
