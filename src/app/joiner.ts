/** Joins the work that a task builds on; what does not fit together is given to the agent that its author chose for it. */
import { err, ok, type Result } from "../core/base/result.ts";
import type { Value } from "../core/base/value.ts";
import type { RunEvent, Usage } from "../core/journal/event.ts";
import type { Failure } from "../core/journal/failure.ts";
import type { Task } from "../core/plan/plan.ts";
import type { Ask } from "../core/prompt/prompt.ts";
import type { RunState, TaskState } from "../core/run/state.ts";
import type { Assignment } from "../ports/agent.ts";
import type { Commit, Conflict, Joined, Label, Workspace } from "../ports/workspace.ts";
import { promptFor } from "./attempt.ts";
import type { Commits } from "./commits.ts";
import { usageOf } from "./cost.ts";
import { agentNameOf } from "./performer.ts";
import { labelOf, NO_COST, summed, type Begun, type Hands } from "./tree-work.ts";
import type { World } from "./world.ts";

type Ground = Readonly<{
  run: string;
  state: RunState;
  workspace: Workspace;
  commits: Commits;
  world: Pick<World, "agents" | "environment">;
}>;

type Joining = (task: TaskState, heads: readonly Commit[], assignment: Assignment, hands: Hands) => Begun;

const MOST_FILES = 10;

const filesText = ({ files }: Conflict): string => {
  const more = files.length - MOST_FILES;
  return `${files.slice(0, MOST_FILES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

const conflictOf = (conflict: Conflict, more = ""): Failure => ({
  kind: "merge-conflict",
  message: `the work that it builds on does not fit together in ${filesText(conflict)}${more}`,
});

const INSTRUCTION =
  "The work of several people was joined in this folder, and does not fit together in some files. Where they changed the " +
  "same lines, the files hold both versions between lines that begin with <<<<<<<, ======= and >>>>>>>. Edit each of these " +
  "files so that the purpose of both versions is kept, and leave no such line behind. Change nothing else.";

function askOf(resolver: Task, conflict: Conflict): Ask {
  const { work } = resolver;
  const said = work.type === "agent" ? work.prompt : undefined;
  const given = (value: Value) => ({ value, trust: "untrusted" as const });
  return {
    instruction: [{ value: said ?? INSTRUCTION, trust: "trusted" }],
    sections: [
      { name: "files", content: given(conflict.files.map((file) => `- ${file}`).join("\n")) },
      { name: "conflicts", content: given(conflict.notes) },
    ],
  };
}

type Resolved = Readonly<{ at: Result<Commit, Failure>; usage: Usage }>;

/** As the resolver is asked: nothing of the task that happens to wait for it, least of all its secrets. */
function assignmentFor(
  { state, world }: Ground,
  resolver: Task,
  conflict: Conflict,
  from: Assignment,
  count: number,
): Assignment {
  const { argv: _argv, script: _script, schema: _schema, mock: _mock, repair: _repair, ...rest } = from;
  const { work } = resolver;
  const { model: _model, itemKey: _key, pattern: _pattern, attached: _attached, ...plain } = rest;
  const asked = work.type === "agent" ? work : undefined;
  const part = `resolve-${count}`;
  return {
    ...plain,
    ...promptFor(askOf(resolver, conflict), resolver, `${from.scratch}.${part}`),
    agent: asked === undefined ? null : (state.plan.agents[asked.agent] ?? null),
    options: asked?.options ?? {},
    inputs: {},
    env: world.environment,
    part,
    call: count - 1,
    ...(asked?.model === undefined ? {} : { model: asked.model }),
    ...(asked?.mock === undefined ? {} : { mock: asked.mock }),
  };
}

type Asked = Readonly<{
  task: TaskState;
  assignment: Assignment;
  hands: Hands;
  count: number;
  label: Label;
  spent: Usage | undefined;
}>;

/** Whoever waits for it is counted with it, together with what was resolved before. */
const reporting =
  ({ record, signal }: Hands, { task, attempts }: TaskState, before: Usage | undefined) =>
  (usage: Usage): void => {
    if (!signal.aborted)
      record({ type: "usage.reported", task: task.id, n: attempts, usage: summed(before ?? NO_COST, usage) });
  };

/** What was resolved stands in the place of what conflicted: the marks never become part of the history. */
async function resolvedBy(
  ground: Ground,
  resolver: Task,
  joined: Joined,
  conflict: Conflict,
  { task, assignment, hands, count, label, spent }: Asked,
): Promise<Resolved> {
  const { state, workspace, world } = ground;
  const agent = world.agents.get(agentNameOf(resolver));
  const failed = (more: string, usage = NO_COST): Resolved => ({
    at: err(conflictOf(conflict, more)),
    usage,
  });
  if (agent === undefined) return failed("; nobody is there to resolve it");
  const name = `resolve.${task.index}.${state.epoch}.${task.attempts}.${count}`;
  const place = await workspace.open(name, joined);
  if (!place.ok) return { at: place, usage: NO_COST };
  try {
    const given = assignmentFor(ground, resolver, conflict, assignment, count);
    const { directory } = place.value;
    const report = reporting(hands, task, spent);
    const answer = await agent.attempt({ ...given, directory }, hands.say, hands.signal, report);
    const { usage = NO_COST } = usageOf(resolver, (answer.ok ? answer.value : answer.error).usage);
    if (!answer.ok) return failed(`, and was not resolved: ${answer.error.failure.message}`, usage);
    const { parents, files } = conflict;
    const saved = await workspace.save(place.value, { label, parents, conflicting: files });
    return { at: saved.ok ? ok(saved.value ?? joined) : saved, usage };
  } finally {
    await workspace.close(place.value);
  }
}

type Ending = Readonly<{ joined: Result<Joined, Failure>; spent: Usage | undefined }>;

/** Conflict by conflict, until all of it is one. */
async function joinedWith(
  ground: Ground,
  heads: readonly string[],
  asked: Omit<Asked, "count" | "spent">,
): Promise<Ending> {
  const { workspace, state } = ground;
  const { onConflict } = state.plan.settings;
  let joined = await workspace.join(heads, asked.label);
  let spent: Usage | undefined;
  for (let count = 1; joined.ok && joined.value.conflict !== null; count += 1) {
    const { conflict, rest } = joined.value;
    if (onConflict === undefined) return { joined: err(conflictOf(conflict)), spent };
    const { at, usage } = await resolvedBy(ground, onConflict, joined.value, conflict, {
      ...asked,
      count,
      spent,
    });
    spent = summed(spent ?? NO_COST, usage);
    if (!at.ok) return { joined: at, spent };
    joined = await workspace.join([at.value.commit, ...rest], asked.label);
  }
  return { joined, spent };
}

async function join(
  ground: Ground,
  task: TaskState,
  heads: readonly string[],
  assignment: Assignment,
  hands: Hands,
): Begun {
  const { run, state, commits } = ground;
  const known = commits.resolved(heads);
  if (known !== null) return ok({ at: known, heads, joins: true });
  const label = labelOf(run, state, null, "Join the work of several tasks");
  const { joined, spent } = await joinedWith(ground, heads, { task, assignment, hands, label });
  if (!joined.ok) return err({ failure: joined.error, ...(spent === undefined ? {} : { usage: spent }) });
  const { commit, tree } = joined.value;
  if (spent !== undefined) {
    const made = { task: task.task.id, n: task.attempts, heads, commit, tree, usage: spent };
    const event: RunEvent = { type: "workspace.joined", ...made };
    commits.hear(event);
    hands.record(event);
  }
  return ok({ at: { commit, tree }, heads, joins: !heads.includes(commit) });
}

/** Two tasks that begin with the same work begin with the same resolution of it. */
export function joiner(ground: Ground): Joining {
  const going = new Map<string, Begun>();
  return async (task, from, assignment, hands) => {
    const heads = from.map(({ commit }) => commit);
    const key = heads.join();
    for (let other = going.get(key); other !== undefined; other = going.get(key)) {
      const begun = await other.catch(() => null);
      if (begun?.ok === true) return begun;
    }
    const own = join(ground, task, heads, assignment, hands);
    going.set(key, own);
    try {
      return await own;
    } finally {
      going.delete(key);
    }
  };
}
