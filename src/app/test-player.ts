/** Plays everybody in a test: agents, commands and checks, by what the case says, what was recorded, or the task's own script. */
import type { Millis } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields, isList, type Fields, type Value } from "../core/base/value.ts";
import type { Usage } from "../core/journal/event.ts";
import { namesOf } from "../core/spec/test-check.ts";
import type { TestCase } from "../core/spec/test-file.ts";
import type { Agent, Answer, Assignment, Refusal } from "../ports/agent.ts";
import { askedOf, type Cassette, type Recorded } from "./cassette.ts";

export type Path = readonly (string | number)[];

/** One call of an agent, a command or a check. */
export type Asked = Readonly<{ task: string; kind: "replies" | "commands" | "checks"; prompt: string }>;

export type Player = Readonly<{
  agent: Agent;
  asked: readonly Asked[];
  /** Replies of the case that were played, by their place in it. */
  used: ReadonlySet<string>;
  /** Tasks whose recorded answers belong to other prompts. */
  changed: ReadonlySet<string>;
}>;

/** Waits in the time of the test; writes nothing. */
export type Scripted = (
  sleep: (length: Millis, signal: AbortSignal) => Promise<boolean>,
  now: () => Millis,
) => Agent;

const keyOf = (path: Path): string => JSON.stringify(path);
const own = (fields: Fields, key: string): Value | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

function kindOf({ part, argv, script }: Assignment): Asked["kind"] {
  if (part?.startsWith("verify-") === true) return "checks";
  return argv !== undefined || script !== undefined ? "commands" : "replies";
}

type Found = Readonly<{ reply: Value; path: Path }>;

/** By the task's own name first, then by the name of what it was made from. */
function written(table: Fields, first: string, assignment: Assignment, call: number): Found | null {
  const names = [assignment.task, assignment.pattern ?? [], namesOf(assignment.task)].flat();
  for (const name of names) {
    const given = own(table, name);
    const found = given === undefined ? null : chosen(given, [first, name], assignment.itemKey, call);
    if (found !== null) return found;
  }
  return null;
}

function chosen(given: Value, path: Path, itemKey: string | undefined, call: number): Found | null {
  if (isList(given)) {
    const place = Math.min(call, given.length - 1);
    const reply = given[place];
    return reply === undefined ? null : { reply, path: [...path, place] };
  }
  const keyed = isFields(given) ? own(given, "by_key") : undefined;
  if (keyed === undefined) return { reply: given, path };
  const item = isFields(keyed) && itemKey !== undefined ? own(keyed, itemKey) : undefined;
  return item === undefined || itemKey === undefined
    ? null
    : chosen(item, [...path, "by_key", itemKey], undefined, call);
}

const recordedKey = (task: string, key: string, part: string, call: number): string =>
  keyOf([task, key, part, call]);

function tapeOf(
  cassette: Cassette | null,
): (assignment: Assignment, kind: Asked["kind"]) => Recorded | undefined {
  const answers = new Map(
    (cassette?.answers ?? []).map((one) => [
      recordedKey(one.task, one.key ?? "", one.part ?? "", one.call),
      one,
    ]),
  );
  return ({ task, itemKey = "", part = "", call }, kind) =>
    answers.get(recordedKey(task, itemKey, kind === "checks" ? part : "", call));
}

const FREE: Usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

/** What has no price in a test has cost nothing; only of real agents it would be unknown. */
const priced = (result: Result<Answer, Refusal>): Result<Answer, Refusal> =>
  result.ok ? ok({ usage: FREE, ...result.value }) : err({ usage: FREE, ...result.error });

/** Where nobody says anything, commands and checks succeed in silence. */
const SILENT: Fields = { output: "" };

/** Nothing of the task's own script is left: what the test says is all that is said. */
function withReply(assignment: Assignment, reply: Value | undefined): Assignment {
  const { mock: _, ...rest } = assignment;
  return reply === undefined ? rest : { ...rest, mock: reply };
}

export function player(
  own: TestCase,
  cassette: Cassette | null,
  scripted: Agent,
  hash: (text: string) => string,
): Player {
  const asked: Asked[] = [];
  const used = new Set<string>();
  const changed = new Set<string>();
  const checks = new Map<string, number>();
  const tape = tapeOf(cassette);

  const replyFor = (assignment: Assignment, kind: Asked["kind"]): Value | undefined => {
    const { task } = assignment;
    const check = checks.get(task) ?? 0;
    if (kind === "checks") checks.set(task, check + 1);
    const found = written(own[kind], kind, assignment, kind === "checks" ? check : assignment.call);
    if (found !== null) {
      used.add(keyOf(found.path));
      return found.reply;
    }
    const answer = tape(assignment, kind);
    if (answer === undefined) return kind === "replies" ? assignment.mock : SILENT;
    if (answer.prompt !== undefined && answer.prompt !== hash(askedOf(assignment))) changed.add(task);
    return answer.reply;
  };

  const agent: Agent = {
    name: "test",
    ready: () => Promise.resolve(null),
    attempt(assignment, say, signal, report) {
      const kind = kindOf(assignment);
      asked.push({ task: assignment.task, kind, prompt: assignment.prompt });
      const played = withReply(assignment, replyFor(assignment, kind));
      return scripted.attempt(played, say, signal, report).then(priced);
    },
  };
  return { agent, asked, used, changed };
}

function placesIn(given: Value, path: Path): readonly Path[] {
  if (isList(given)) return given.map((_, place) => [...path, place]);
  const keyed = isFields(given) ? own(given, "by_key") : undefined;
  if (!isFields(keyed)) return [path];
  return Object.entries(keyed).flatMap(([key, reply]) => placesIn(reply, [...path, "by_key", key]));
}

/** Replies of the case that nobody asked for. */
export function unused(given: TestCase, used: ReadonlySet<string>): readonly Path[] {
  return (["replies", "commands", "checks"] as const).flatMap((table) =>
    Object.entries(given[table])
      .flatMap(([task, reply]) => placesIn(reply, [table, task]))
      .filter((path) => !used.has(keyOf(path))),
  );
}
