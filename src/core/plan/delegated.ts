/** A task that a lead named while the run goes on, held to the same rules as one that stands in a file. */
import { taskId } from "../base/brand.ts";
import { err, ok, type Result } from "../base/result.ts";
import { isFields } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { calls } from "./compile-delegate.ts";
import { planTask, type Compiling, type Seed } from "./compile-task.ts";
import { textOf } from "./compile-work.ts";
import { DEFAULT_RUNNER } from "./defaults.ts";
import { wordsProblem } from "./delegated-list.ts";
import { delegationText, membersOf } from "./delegation.ts";
import { agentDigest, valueDigest } from "./fingerprint.ts";
import type { Plan, Task } from "./plan.ts";
import { escaped, escapedDeep, firstLine } from "./said.ts";

export { checkDelegated } from "./delegated-list.ts";

type Group = Task & Readonly<{ work: Extract<Task["work"], { type: "delegate" }> }>;

const isDelegate = (group: Task): group is Group => group.work.type === "delegate";

/**
 * The task and, if it delegates in turn or is a declared one with steps, what stands inside of it.
 * `depth` is how many leads stand above the group: 0 for one of the author's.
 */
export function delegated(
  plan: Plan,
  group: Task,
  words: Fields,
  depth: number,
): Result<readonly Task[], string> {
  if (!isDelegate(group)) return err(`"${group.id}" does not delegate`);
  const problem = wordsProblem(plan, group, words, depth);
  if (problem !== null) return err(problem);
  const id = textOf(words["id"]) ?? "";
  const member = membersOf(group.work.team).find((task) => task.id === id);
  if (member !== undefined) return ok(memberOf(group, member, words));
  const spoken = spokenIn(words);
  return ok(made(plan, group, id, words).map((task) => saidBy(task, spoken)));
}

const WORDS = ["prompt", "task", "description", "name"] as const;

/** Under which names the words of a lead are found in a task. */
function spokenIn(words: Fields): readonly string[] {
  const named = WORDS.filter((key) => words[key] !== undefined);
  const { parameters } = words;
  const given = isFields(parameters) ? Object.keys(parameters).map((key) => `parameters.${key}`) : [];
  return [...named.map((key) => (key === "task" ? "prompt" : key)), ...given];
}

/** The same for the two calls of one that leads in turn. */
function saidBy(task: Task, spoken: readonly string[]): Task {
  const { work } = task;
  const whole = work.type === "delegate" ? { ...work, collect: { ...work.collect, spoken } } : work;
  // Values carry their trust only where they are worked out when the task begins.
  return { ...task, work: whole, spoken, dynamic: task.dynamic || work.type === "agent" };
}

const needsOf = (words: Fields): readonly string[] => {
  const { dependencies } = words;
  return Array.isArray(dependencies) ? dependencies.filter((one) => typeof one === "string") : [];
};

/** The lead's own words come before the author's; everything else stays as it was declared. */
function memberOf(group: Group, member: Task, words: Fields): readonly Task[] {
  const { team } = group.work;
  const ids = new Set<string>(team.map((task) => task.id));
  const named = needsOf(words).map((need) => taskId(ids.has(need) ? need : `${group.id}/${need}`));
  const prompt = textOf(words["prompt"]) ?? textOf(words["task"]);
  const parameters = isFields(words["parameters"]) ? words["parameters"] : {};
  const { work } = member;
  const changed: Task = {
    ...member,
    parent: { id: group.id, branch: "all" },
    needs: named,
    parameters: { ...member.parameters, ...fieldsOf(escapedDeep(parameters)) },
    work: work.type === "agent" && prompt !== undefined ? { ...work, prompt: escaped(prompt) } : work,
    dynamic: true,
    spoken: spokenIn(words),
  };
  const same = prompt === undefined && Object.keys(parameters).length === 0;
  const definition = same ? member.definition : valueDigest([member.definition, prompt ?? null, parameters]);
  return [{ ...changed, definition }, ...insideOf(team, member)];
}

function insideOf(team: readonly Task[], { id }: Task): readonly Task[] {
  const steps = team.filter(({ parent }) => parent?.id === id);
  return steps.flatMap((step) => [step, ...insideOf(team, step)]);
}

const fieldsOf = (value: Value): Fields => (isFields(value) ? value : {});

function made(plan: Plan, group: Group, id: string, words: Fields): readonly Task[] {
  const name = `${group.id}/${id}`;
  const agent = textOf(words["agent"]) ?? "";
  const { role, frame } = group;
  const seed: Seed = {
    id: name,
    role,
    type: "agent",
    parent: { id: group.id, branch: "all" },
    ...(frame === undefined ? {} : { frame }),
  };
  const needs = needsOf(words).map((need) => (isMember(group, need) ? need : `${group.id}/${need}`));
  const fields: Fields = { ...fieldsOf(escapedDeep(withoutPlace(words))), agent };
  const order = { needs, chained: false };
  const compiling = compilingOf(plan, agent);
  if (words["delegate"] === undefined || words["delegate"] === false)
    return [planTask(seed, fields, order, compiling)];
  return delegating(plan, group, seed, fields, order, compiling);
}

const isMember = ({ work }: Group, need: string): boolean =>
  membersOf(work.team).some((task) => task.id === need);

/** Another word for the prompt, so that a name in the lead's words cannot become a section of its own. */
function withoutPlace(words: Fields): Fields {
  const { id: _, dependencies: __, delegate: ___, task, prompt, ...rest } = words;
  const asked = prompt ?? task;
  return asked === undefined ? rest : { ...rest, prompt: asked };
}

/** One level deeper with the same limits, or with narrower ones. */
function delegating(
  plan: Plan,
  group: Group,
  seed: Seed,
  fields: Fields,
  order: Readonly<{ needs: readonly string[]; chained: boolean }>,
  compiling: Compiling,
): readonly Task[] {
  const { maxTasks, maxDepth, agents } = group.work;
  const names = agents.length === 0 ? Object.keys(plan.agents) : agents;
  const mates = names.map((name) => ({
    id: name,
    about: escaped(firstLine(plan.agents[name]?.description ?? "")),
  }));
  const text = delegationText(mates, [], maxTasks);
  const { lead, collect } = calls({ id: seed.id, expression: seed.id, seed, text }, fields, compiling);
  const work = {
    type: "delegate",
    lead: lead.id,
    collect,
    maxTasks,
    maxDepth,
    agents,
    team: [],
  } as const;
  return [planTask({ ...seed, type: "group" }, {}, order, compiling, { work }), lead];
}

/** As for a task of the file that says nothing about runner, model and isolation. */
function compilingOf(plan: Plan, name: string | undefined): Compiling {
  const told = plan.settings.extra?.["delegation"];
  const known = isFields(told) ? told : {};
  const agent = name !== undefined && Object.hasOwn(plan.agents, name) ? plan.agents[name] : undefined;
  const isolation = known["isolation"];
  return {
    choice: {
      agent,
      runner: textOf(known["forced"]),
      usualRunner: textOf(known["runner"]) ?? DEFAULT_RUNNER,
      usualModel: textOf(known["model"]),
    },
    agentDigest: agent === undefined ? "" : agentDigest(agent),
    isolation: isolation === "worktree" || isolation === "shared" ? isolation : "auto",
    beside: (other) => compilingOf(plan, other),
  };
}
