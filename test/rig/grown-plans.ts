/** From a tree to the tasks of a plan, as the compiler would lower it. */
import { millis, taskId } from "../../src/core/base/brand.ts";
import { TRIGGER_RULES } from "../../src/core/base/vocabulary.ts";
import type { Budget, Task, Work } from "../../src/core/plan/plan.ts";
import { WRAPS, type Node, type Wishes, type Wrap } from "./grown-trees.ts";
import { task, type TaskWords } from "./plans.ts";

type Place = Readonly<{
  id: string;
  /** The author's name for it, without those of the files and groups around it. */
  name: string;
  parent?: readonly [string, "then" | "else" | "all"];
  alias?: string;
  frame?: string;
  needs: readonly string[];
  rule?: Task["rule"];
}>;

/** What stays with the outermost group. */
function outer(own: Node, place: Place): TaskWords {
  const rule = place.rule ?? (own.rule === null ? undefined : TRIGGER_RULES[own.rule]);
  return {
    needs: place.needs,
    onFailure: own.onFailure,
    required: own.required,
    priority: own.priority,
    dynamic: own.dynamic,
    ...(rule === undefined ? {} : { rule }),
    ...where(place),
    ...budgetOf(own),
  };
}

/** As many tokens as about that much money buys in this world. */
const TOKENS_PER_USD = 3;

const BUDGETS: readonly ((amount: number) => Budget)[] = [
  (amount) => ({ maxAgents: amount }),
  (amount) => ({ maxCostUsd: amount }),
  (amount) => ({ maxTokens: amount * TOKENS_PER_USD }),
  (amount) => ({ maxCostUsd: amount, maxTokens: amount * TOKENS_PER_USD }),
];

const budgetOf = ({ budget, choice }: Node): { budget?: Budget } =>
  budget === null ? {} : { budget: BUDGETS[choice % BUDGETS.length]?.(budget) ?? {} };

const where = ({ parent, alias, frame }: Place): TaskWords => ({
  ...(parent === undefined ? {} : { parent }),
  ...(alias === undefined ? {} : { alias: taskId(alias) }),
  ...(frame === undefined ? {} : { frame: taskId(frame) }),
});

function leafWork({ core, agent }: Node): Work {
  if (core === "command") return { type: "command", run: ["true"] };
  if (core === "plugin") return { type: "plugin", plugin: "p", options: {} };
  return { type: "agent", agent: `a${agent}`, runner: `r${agent}`, options: {} };
}

function leafWords(own: Node, wishes: Wishes): TaskWords {
  const work = leafWork(own);
  return {
    work,
    retry: { maxAttempts: own.attempts, delay: millis(2) },
    priority: own.priority,
    ...(own.pool ? { pool: "p" } : {}),
    ...(own.timeout === null ? {} : { timeout: millis(own.timeout) }),
    ...(own.total === null ? {} : { totalTimeout: millis(own.total) }),
    ...(own.idle === null ? {} : { idleTimeout: millis(own.idle) }),
    ...(own.cache ? { cache: {} } : {}),
    ...(own.shared
      ? {
          concurrency: {
            group: `g${own.number % 2}`,
            limit: 1 + (own.choice % 2),
            onLimit: (["queue", "cancel", "fail"] as const)[own.choice % 3] ?? "queue",
          },
        }
      : {}),
    ...(own.fallback && work.type === "agent"
      ? {
          fallback:
            own.choice % 4 === 0
              ? { model: "other" }
              : { agent: `a${1 - own.agent}`, runner: `r${1 - own.agent}` },
        }
      : {}),
    ...(own.undo ? { compensate: task("undo", { work: { type: "command", run: ["true"] } }) } : {}),
    ...(wishes.deadlines && own.choice === 1 ? { escalate: { after: 1, to: ["somebody"] } } : {}),
  };
}

function leaf(own: Node, place: Place, wishes: Wishes): Task {
  const words = { ...leafWords(own, wishes), ...outer(own, place) };
  if (own.core !== "approval") return task(place.id, words);
  const { totalTimeout: _, concurrency: __, fallback: ___, pool: ____, budget: _____, ...rest } = words;
  const { idleTimeout: ______, cache: _______, ...plain } = rest;
  const work: Work = {
    type: "approval",
    prompt: "",
    fields: [],
    approvers: ["person"],
    onTimeout: own.choice % 2 === 0 ? "reject" : "approve",
    escalateTo: [],
  };
  return task(place.id, { ...plain, work });
}

/** The task and everything inside of it, the outermost first. */
export function lower(own: Node, place: Place, wishes: Wishes): readonly Task[] {
  const [wrap, ...wraps] = WRAPS.filter((each) => own.wraps.includes(each) && suits(each, own, place));
  if (wrap !== undefined) return wrapped(wrap, { ...own, wraps }, place, wishes);
  switch (own.core) {
    case "agent":
    case "command":
    case "plugin":
    case "approval":
      return [leaf(own, place, wishes)];
    case "delegate":
      return delegate(own, place, wishes);
    case "autonomous":
      return outermost(place) ? autonomous(own, place, wishes) : nested(own, "all", place, wishes);
    default:
      return nested(own, own.core, place, wishes);
  }
}

/** The tasks of a whole file may be handed to one agent. */
const outermost = ({ parent, frame }: Place): boolean => parent === undefined || parent[0] === frame;

/** Only what has no steps of its own is sampled; who chooses from a file is one. */
function suits(wrap: Wrap, { core }: Node, place: Place): boolean {
  if (core === "autonomous" && outermost(place)) return false;
  if (wrap === "loop" && core === "rounds") return false;
  return wrap !== "samples" || ["agent", "command", "plugin", "delegate", "workflow"].includes(core);
}

/** What the inner task of a group keeps for itself. */
const innerOf = (own: Node): Node => ({
  ...own,
  needs: [],
  rule: null,
  dynamic: false,
  onFailure: "fail",
  required: false,
  budget: null,
});

const inside = (place: Place, id: string): Place => ({
  id,
  name: place.name,
  parent: [place.id, "all"],
  needs: [],
  alias: place.alias ?? place.id,
  ...(place.frame === undefined ? {} : { frame: place.frame }),
});

function wrapped(wrap: Wrap, own: Node, place: Place, wishes: Wishes): readonly Task[] {
  const inner = innerOf(own);
  const group = (work: Work): Task => task(place.id, { ...outer(own, place), work });
  switch (wrap) {
    case "each": {
      const { alias: _, ...at } = inside(place, place.id);
      const body = lower(inner, place.alias === undefined ? at : { ...at, alias: place.alias }, wishes);
      return [group(eachWork(own, body, wishes))];
    }
    case "rescue": {
      const first = inside(place, `${place.id}/try`);
      const { alias: _, ...other } = {
        ...first,
        id: framed(place.frame, `${place.name}b`),
        needs: [first.id],
        rule: "one_failed" as const,
      };
      const steps = [taskId(first.id), taskId(other.id)];
      return [
        group({ type: "rescue", steps }),
        ...lower(inner, first, wishes),
        leaf({ ...inner, core: "agent" }, other, wishes),
      ];
    }
    case "loop": {
      const first = inside(place, `${place.id}#1`);
      return [group(loopWork(own, [first.id])), ...lower(inner, first, wishes)];
    }
    case "samples":
      return samples(own, place, wishes);
  }
}

function eachWork(own: Node, body: readonly Task[], wishes: Wishes): Work {
  return {
    type: "for_each",
    items: [],
    as: "item",
    maxItems: 9,
    onEmpty: (["success", "skip", "fail"] as const)[own.choice % 3] ?? "success",
    body,
    ...(own.choice % 4 === 0 ? { maxParallel: 1 + (own.number % 2) } : {}),
    ...(own.choice % 3 === 1 ? { minSuccess: wishes.races ? own.number : 1 } : {}),
  };
}

const loopWork = (own: Node, steps: readonly string[]): Work => ({
  type: "loop",
  steps: steps.map(taskId),
  maxIterations: own.number,
  ...(own.total === null ? {} : { maxDuration: millis(own.total) }),
  ...(own.choice % 3 === 0 ? {} : { until: "x" }),
});

function samples(own: Node, place: Place, wishes: Wishes): readonly Task[] {
  const by = wishes.races ? ((["first_valid", "vote", "judge"] as const)[own.choice % 3] ?? "vote") : "judge";
  const places = [1, 2, 3].slice(0, 1 + own.number).map((at) => inside(place, `${place.id}~${at}`));
  const steps = places.map(({ id }) => id);
  const { alias: _, ...judge } = inside(place, `${place.id}~judge`);
  const work: Work = {
    type: "samples",
    steps: steps.map(taskId),
    by,
    ...(by === "judge" ? { judge: taskId(judge.id) } : {}),
  };
  const judged =
    by === "judge"
      ? [
          leaf(
            { ...innerOf(own), core: "agent", fallback: false, undo: false },
            { ...judge, needs: steps, rule: "all_done_min_one_success" },
            wishes,
          ),
        ]
      : [];
  return [
    task(place.id, { ...outer(own, place), work }),
    ...places.flatMap((at) => lower(innerOf(own), at, wishes)),
    ...judged,
  ];
}

const framed = (frame: string | undefined, name: string): string =>
  frame === undefined ? name : `${frame}/${name}`;

/** Those who ask and those who are chosen from. */
function led(
  own: Node,
  place: Place,
  wishes: Wishes,
): Readonly<{ asking: TaskWords; team: readonly Task[] }> {
  const { alias: _, ...at } = inside(place, "");
  const asking: TaskWords = { work: leafWork({ ...own, core: "agent" }), ...where(at) };
  const team = own.children.flatMap((child, place2) => {
    const name = `${place.name}_${place2}`;
    return lower({ ...child, needs: [] }, { ...at, id: framed(place.frame, name), name }, wishes);
  });
  return { asking, team };
}

function delegate(own: Node, place: Place, wishes: Wishes): readonly Task[] {
  const { asking, team } = led(own, place, wishes);
  const lead = task(`${place.id}/plan`, asking);
  const collect = task(`${place.id}/collect`, { ...asking, rule: "all_done" });
  const whole = outermost(place) && own.choice % 2 === 0;
  const work: Work = {
    type: "delegate",
    lead: lead.id,
    collect,
    maxTasks: 3,
    maxDepth: own.number % 2,
    agents: [],
    team: whole ? team : [],
  };
  return [task(place.id, { ...outer(own, place), work }), lead];
}

function autonomous(own: Node, place: Place, wishes: Wishes): readonly Task[] {
  const { asking, team } = led(own, place, wishes);
  const lead = task(`${place.id}/1`, asking);
  const ask = task(`${place.id}/ask`, { ...asking, rule: "all_done" });
  const work: Work = { type: "autonomous", lead: lead.id, ask, team, maxIterations: 2 };
  return [task(place.id, { ...outer(own, place), work }), lead];
}

type Nest = "all" | "any" | "conditional" | "rounds" | "workflow";

function nested(own: Node, core: Nest, place: Place, wishes: Wishes): readonly Task[] {
  const frame = core === "workflow" ? place.id : place.frame;
  const names = own.children.map((_, at) => (core === "workflow" ? `s${at}` : `${place.name}_${at}`));
  const idOf = (at: number): string => framed(frame, names[at] ?? "");
  const branch = (at: number): "then" | "else" | "all" =>
    core === "conditional" ? (at % 2 === 0 ? "then" : "else") : "all";
  const steps = own.children.flatMap((child, at) => {
    const needs = [...new Set(child.needs.filter((need) => need < at && branch(need) === branch(at)))].map(
      idOf,
    );
    const name = names[at] ?? "";
    const parent = [place.id, branch(at)] as const;
    return lower(
      child,
      { id: idOf(at), name, parent, needs, ...(frame === undefined ? {} : { frame }) },
      wishes,
    );
  });
  const ids = (wanted: string): Task["id"][] =>
    names.flatMap((_, at) => (branch(at) === wanted ? [taskId(idOf(at))] : []));
  const dynamic = core === "conditional" ? { dynamic: true } : {};
  return [task(place.id, { ...outer(own, place), ...dynamic, work: nestedWork(own, core, ids) }), ...steps];
}

function nestedWork(own: Node, core: Nest, ids: (branch: string) => readonly Task["id"][]): Work {
  switch (core) {
    case "all":
    case "any":
      return { type: "parallel", steps: ids("all"), waitFor: core };
    case "conditional":
      return { type: "conditional", condition: "x", then: ids("then"), else: ids("else") };
    case "rounds":
      return loopWork(own, ids("all"));
    case "workflow": {
      const frame = { inputs: {}, variables: {}, outputs: {} };
      return { type: "workflow", workflow: "w.yml", inputs: {}, frame, steps: ids("all") };
    }
  }
}

export function planned(nodes: readonly Node[], wishes: Wishes): readonly Task[] {
  return nodes.flatMap((own, at) => {
    const needs = [...new Set(own.needs.filter((need) => need < at))].map((need) => `t${need}`);
    return lower(own, { id: `t${at}`, name: `t${at}`, needs }, wishes);
  });
}
