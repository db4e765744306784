/** What a line must hold before it counts as the event it names: the journal may come from another machine. */
import { FAILURE_CLASSES } from "../base/vocabulary.ts";
import { LEVELS } from "../base/isolation.ts";
import { type Fields, isFields, isList, type Value } from "../base/value.ts";
import { ANSWER_LEVELS, type RunEvent, STATUSES } from "./event.ts";

type Check = (value: Value | undefined) => boolean;
type Shape = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === "string";
const count: Check = (value) => Number.isSafeInteger(value);
const flag: Check = (value) => typeof value === "boolean";
const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && words.includes(value);
const amount: Check = (value) => typeof value === "number" && Number.isFinite(value);
const verdict: Check = oneOf(["approve", "reject"]);
const texts: Check = (value) => isList(value) && value.every(text);
const records: Check = (value) => isList(value) && value.every(isFields);
const kind: Check = (value) => isFields(value) && text(value["kind"]);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const maybe =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const DIGEST = /^[0-9a-f]{64}$/;
const digest: Check = (value) => typeof value === "string" && DIGEST.test(value);
const basis: Check = (value) =>
  isList(value) &&
  value.every((part) => {
    if (!isList(part) || part.length !== 3) return false;
    const [task, status, output] = part;
    return text(task) && oneOf(STATUSES)(status) && (output === "" || digest(output));
  });
const failure: Check = (value) =>
  isFields(value) && oneOf(FAILURE_CLASSES)(value["kind"]) && text(value["message"]);
const cost: Check = (value) => value === null || typeof value === "number";
const usage: Check = (value) =>
  isFields(value) &&
  typeof value["inputTokens"] === "number" &&
  typeof value["outputTokens"] === "number" &&
  cost(value["costUsd"]);

const most: Check = (value) => value === undefined || (amount(value) && Number(value) >= 0);
const legs: Check = (value) =>
  isList(value) &&
  value.every(
    (leg) =>
      isFields(leg) &&
      text(leg["id"]) &&
      texts(leg["tasks"]) &&
      [leg["costUsd"], leg["tokens"], leg["agents"]].every(most),
  );

const OBJECT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const object: Check = (value) => typeof value === "string" && OBJECT.test(value);
const objects: Check = (value) => isList(value) && value.every(object);

const SHAPES: Readonly<Record<RunEvent["type"], Shape>> = {
  "run.started": {},
  "run.resumed": { from: count, rerun: texts, unheard: optional(flag) },
  "task.resolved": {
    task: text,
    condition: flag,
    missing: optional(text),
    fingerprint: text,
    trust: text,
    cached: optional(isFields),
  },
  "task.started": {
    task: text,
    n: count,
    fingerprint: text,
    branch: optional(text),
    reserved: optional(isFields),
    standIn: optional(flag),
  },
  "task.expanded": { task: text, stage: count, list: digest, keys: texts, marks: texts, trust: text },
  "task.delegated": { task: text, stage: count, tasks: records },
  "task.picked": { task: text, stage: count, pick: text, round: count },
  "loop.iterated": { task: text, stage: count },
  "task.repaired": { task: text, n: count, issues: texts, usage: optional(usage) },
  "usage.reported": { task: text, n: count, usage },
  "task.escalated": { task: text, to: texts },
  "slot.granted": { task: text },
  "slot.refused": { task: text, until: count },
  "gate.requested": { task: text, shown: digest },
  "gate.answered": {
    task: text,
    shown: digest,
    answer: text,
    verdict,
    by: text,
    fields: isFields,
    reason: text,
    level: optional(oneOf(ANSWER_LEVELS)),
  },
  "gate.accepted": { task: text, answer: text },
  "gate.expired": { task: text, verdict },
  "circuit.observed": { agent: text, failures: count, until: maybe(count) },
  "budget.granted": { maxCostUsd: optional(amount), maxTokens: optional(count) },
  "run.isolated": { level: (value) => LEVELS.some((level) => level === value), lacks: optional(text) },
  "compensation.planned": { tasks: texts },
  "run.paused": { reason: kind },
  "wave.dispatched": { wave: count, legs },
  "task.reported": { task: text, note: text },
  "task.stopping": { task: text, reason: text },
  "task.succeeded": { task: text, n: count, output: digest, usage: optional(usage), saw: basis },
  "task.failed": {
    task: text,
    n: count,
    failure,
    output: optional(digest),
    usage: optional(usage),
    retry: optional(flag),
    saw: basis,
  },
  "task.reused": {
    task: text,
    epoch: count,
    output: digest,
    fingerprint: text,
    saw: basis,
    cached: optional(isFields),
  },
  "task.skipped": { task: text, status: oneOf(["skipped", "upstream_failed"]), because: kind, saw: basis },
  "task.cancelled": { task: text, reason: text, usage: optional(usage), saw: basis },
  "run.stopping": { reason: kind, running: oneOf(["finish", "end"]) },
  "workspace.based": { commit: object, tree: object, head: maybe(object) },
  "workspace.committed": { task: text, n: count, commit: object, tree: object, base: object, bundle: digest },
  "workspace.joined": {
    task: text,
    n: count,
    heads: objects,
    commit: object,
    tree: object,
    usage: optional(usage),
  },
  "workspace.published": { branch: text, commit: object, bundle: optional(digest) },
  "effects.proposed": { document: digest, count, refused: count },
  "run.concluded": { conclusion: text, missing: optional(texts) },
  "writer.closed": {},
  "writer.lost": { writer: text },
  "run.finished": { conclusion: text },
};

const shapes: ReadonlyMap<string, Shape> = new Map(Object.entries(SHAPES));

export const isKnown = (type: string): boolean => shapes.has(type);

/** The name of the first field that is not as the event needs it. */
export function misshapen(type: string, fields: Fields): string | undefined {
  const shape = shapes.get(type) ?? {};
  return Object.keys(shape).find((key) => {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    return shape[key]?.(value) === false;
  });
}
