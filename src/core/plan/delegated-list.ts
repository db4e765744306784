/** Everything that is wrong with the tasks that a lead named, said so that it can mend its answer. */
import { nearest } from "../base/nearest.ts";
import { err, ok, type Result } from "../base/result.ts";
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { parameterProblem } from "./compile-parameters.ts";
import { DELEGATED_KEYS, membersOf } from "./delegation.ts";
import type { Plan, Task } from "./plan.ts";

/** The same form as the ids of a file. */
const ID = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
/** The group's own two calls. */
const TAKEN: ReadonlySet<string> = new Set(["plan", "collect"]);
const MOST_TEXT = 64 * 1024;

type Delegate = Extract<Task["work"], { type: "delegate" }>;
type Group = Task & Readonly<{ work: Delegate }>;

const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);

const hintOf = (word: string, known: readonly string[], none: string): string => {
  const meant = nearest(word, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return known.length === 0 ? none : `known are ${known.slice(0, 12).join(", ")}`;
};

const members = ({ work }: Group): readonly Task[] => membersOf(work.team);

const memberOf = (group: Group, id: Value | undefined): Task | undefined =>
  members(group).find((task) => task.id === id);

function agentsOf(plan: Plan, { work }: Group): readonly string[] {
  return work.agents.length === 0 ? Object.keys(plan.agents) : work.agents;
}

function textsProblem(words: Fields): string | null {
  for (const key of ["id", "name", "description", "agent", "prompt", "task"]) {
    const value = words[key];
    if (value === undefined) continue;
    if (typeof value !== "string") return `"${key}" must be text`;
    if (value.length > MOST_TEXT) return `"${key}" is longer than ${MOST_TEXT} characters`;
  }
  const { parameters, dependencies, priority, delegate } = words;
  if (parameters !== undefined && !isFields(parameters)) return '"parameters" must be a mapping';
  // They become headings of a prompt, which stand outside of every fence.
  const strange = isFields(parameters) ? Object.keys(parameters).find((key) => !ID.test(key)) : undefined;
  if (strange !== undefined)
    return `${quoted(strange)} cannot be the name of a parameter: letters, digits, _ and -, at most 64`;
  if (
    dependencies !== undefined &&
    !(isList(dependencies) && dependencies.every((one) => typeof one === "string"))
  )
    return '"dependencies" must be a list of ids';
  if (priority !== undefined && !Number.isInteger(priority)) return '"priority" must be a whole number';
  return delegate === undefined || typeof delegate === "boolean" ? null : '"delegate" must be true or false';
}

/** What is wrong with one task by itself. */
export function wordsProblem(plan: Plan, group: Group, words: Fields, depth: number): string | null {
  const strange = Object.keys(words).find((key) => !DELEGATED_KEYS.some((known) => known === key));
  if (strange !== undefined) return `unknown key ${quoted(strange)}: ${hintOf(strange, DELEGATED_KEYS, "")}`;
  const texts = textsProblem(words);
  if (texts !== null) return texts;
  const { id, delegate } = words;
  const member = memberOf(group, id);
  if (member !== undefined) return memberProblem(member, words);
  if (typeof id !== "string" || !ID.test(id))
    return `${quoted(String(id))} cannot be an id: letters, digits, _ and -, at most 64, beginning with a letter or _`;
  if (TAKEN.has(id)) return `the id "${id}" is taken: choose another one`;
  if (delegate === true && depth >= group.work.maxDepth)
    return `"${id}" may not delegate: at most ${group.work.maxDepth} more ${group.work.maxDepth === 1 ? "level is" : "levels are"} allowed`;
  return agentProblem(plan, group, id, words);
}

function memberProblem({ id, work }: Task, { agent, delegate }: Fields): string | null {
  if (delegate === true) return `"${id}" is declared and does not delegate`;
  if (agent === undefined || (work.type === "agent" && work.agent === agent)) return null;
  return `"${id}" is declared for another agent than ${quoted(String(agent))}: give the new task an id of its own`;
}

function agentProblem(plan: Plan, group: Group, id: string, words: Fields): string | null {
  const { agent } = words;
  const known = agentsOf(plan, group);
  const declared = members(group).map((task): string => task.id);
  if (agent === undefined)
    return declared.length === 0
      ? `"${id}" names no agent: ${hintOf("", known, "there is none")}`
      : `"${id}" is not declared and names no agent: ${hintOf(id, declared, "")}`;
  if (typeof agent === "string" && known.includes(agent) && Object.hasOwn(plan.agents, agent)) {
    const problem = parameterProblem(plan.agents[agent], words);
    return problem === null ? null : `"${id}": ${problem}`;
  }
  return `unknown agent ${quoted(String(agent))}: ${hintOf(String(agent), known, "there is none")}`;
}

/** The whole answer in the form in which it is written down: every id filled in, every dependency named. */
export function checkDelegated(
  plan: Plan,
  group: Task,
  list: readonly Fields[],
  depth: number,
): Result<readonly Fields[], readonly string[]> {
  const { work } = group;
  if (work.type !== "delegate") return err([`"${group.id}" does not delegate`]);
  const own: Group = { ...group, work };
  if (list.length > work.maxTasks)
    return err([`${list.length} tasks are too many: at most ${work.maxTasks}`]);
  const all = list.length === 0 ? members(own).map(({ id }): Fields => ({ id })) : list;
  const named = withIds(all.map((words) => inFull(own, words)));
  const problems = named.flatMap((words) => wordsProblem(plan, own, words, depth) ?? []);
  const whole = problems.length > 0 ? [] : twins(named);
  if (problems.length + whole.length > 0) return err([...problems, ...whole]);
  const ids = new Set(named.map(({ id }) => String(id)));
  const complete = named.map((words) => withNeeds(own, words, ids));
  const strange = strangers(complete, ids);
  const wrong = strange.length > 0 ? strange : circle(complete);
  return wrong.length > 0 ? err(wrong) : ok(complete);
}

/** In a file that is called, declared tasks have longer names than their author gave them. */
function inFull(group: Group, words: Fields): Fields {
  const { id, dependencies } = words;
  const full = (name: Value): Value =>
    memberOf(group, name)?.id ??
    members(group).find((task) => task.id.endsWith(`/${String(name)}`))?.id ??
    name;
  return {
    ...words,
    ...(id === undefined ? {} : { id: full(id) }),
    ...(isList(dependencies) ? { dependencies: dependencies.map(full) } : {}),
  };
}

/** A task without id is called after its agent. */
function withIds(list: readonly Fields[]): readonly Fields[] {
  const taken = new Set<string>([
    ...TAKEN,
    ...list.flatMap(({ id }) => (typeof id === "string" ? [id] : [])),
  ]);
  return list.map((words) => {
    const { id, agent } = words;
    if (id !== undefined) return words;
    const plain = typeof agent === "string" ? agent.replaceAll(/[^A-Za-z0-9_-]/g, "-").slice(0, 60) : "task";
    const stem = /^[A-Za-z_]/.test(plain) ? plain : `task-${plain}`;
    let free = stem;
    for (let number = 2; taken.has(free); number += 1) free = `${stem}-${number}`;
    taken.add(free);
    return { ...words, id: free };
  });
}

/** Ids that differ only in case would be one file on some machines. */
function twins(list: readonly Fields[]): readonly string[] {
  const seen = new Map<string, string>();
  return list.flatMap((words) => {
    const id = String(words["id"]);
    const before = seen.get(id.toLowerCase());
    seen.set(id.toLowerCase(), id);
    if (before === undefined) return [];
    return [
      before === id ? `the id "${id}" is given twice` : `the ids "${before}" and "${id}" are too alike`,
    ];
  });
}

const needsOf = ({ dependencies }: Fields): readonly string[] =>
  isList(dependencies) ? dependencies.filter((one) => typeof one === "string") : [];

/** A declared task waits for those that its author named, as far as they are wanted. */
function withNeeds(group: Group, words: Fields, ids: ReadonlySet<string>): Fields {
  const member = memberOf(group, words["id"]);
  if (words["dependencies"] !== undefined || member === undefined)
    return { ...words, dependencies: [...new Set(needsOf(words))] };
  return { ...words, dependencies: member.needs.filter((need) => ids.has(need)) };
}

function strangers(list: readonly Fields[], ids: ReadonlySet<string>): readonly string[] {
  return list.flatMap((words) =>
    needsOf(words).flatMap((need) => {
      const id = String(words["id"]);
      if (need === id) return [`"${id}" depends on itself`];
      if (ids.has(need)) return [];
      return [
        `"${id}" depends on ${quoted(need)}, which is no task of the answer: ${hintOf(need, [...ids], "")}`,
      ];
    }),
  );
}

/** Takes away whatever can start, again and again; what is left waits for itself. */
function circle(list: readonly Fields[]): readonly string[] {
  let left = list;
  for (;;) {
    const open = new Set(left.map(({ id }) => String(id)));
    const next = left.filter((words) => needsOf(words).some((need) => open.has(need)));
    if (next.length === 0) return [];
    if (next.length === left.length) return [`tasks wait for each other: ${[...open].join(", ")}`];
    left = next;
  }
}
