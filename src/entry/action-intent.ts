/** What this event asks for: a run, going on with one, a look, an end, or nothing. */
import type { Api } from "../adapters/github/api.ts";
import { textAt } from "../adapters/github/foreign.ts";
import type { Result } from "../core/base/result.ts";
import { unreachable } from "../core/base/never.ts";
import { mayBeOrder, orderIn, CALL, firstLine, type Order, type Pairs } from "../core/route/comment.ts";
import type { Beginning } from "./action-carry.ts";
import type { Earlier, Where } from "./action-earlier.ts";
import type { GoingOn } from "./carry-ordered.ts";
import type { Said } from "./said.ts";
import { routed, type Routed } from "./action-route.ts";
import type { Stage } from "./action-stage.ts";
import type { Wishes } from "./action-wishes.ts";

export type Intent = Readonly<
  | {
      kind: "run";
      wanted: Wishes;
      pairs: Pairs;
      before: readonly string[];
      /** Where the run was found, if it was looked for already. */
      begun: Beginning | null;
      unheard: boolean;
    }
  | { kind: "nothing" | "refused"; said: Said }
  | { kind: "status" | "cancel" }
>;

/** Null for events that are no comments. */
export const commentIn = ({ seen, payload }: Stage): string | null =>
  seen.event === "issue_comment" ? (textAt(payload, "comment", "body") ?? "") : null;

/** A comment for people, or for another robot. */
export const isForOthers = (stage: Stage): boolean => {
  const body = commentIn(stage);
  return body !== null && !mayBeOrder(body);
};

/** Whoever writes this means us, whether they may or not. */
export const callsUs = (stage: Stage): boolean => {
  const line = firstLine(commentIn(stage) ?? CALL);
  return line === CALL || line.startsWith(`${CALL} `);
};

export const FOR_OTHERS: Said = {
  message: "nothing was started: the comment orders nothing",
  hint: `an order is a first line that begins with ${CALL}`,
};

const run = (wanted: Wishes, more: Partial<Extract<Intent, { kind: "run" }>> = {}): Intent => ({
  kind: "run",
  wanted,
  pairs: [],
  before: [],
  begun: null,
  unheard: false,
  ...more,
});

const refuse = (message: string, hint: string): Intent => ({
  kind: "refused",
  said: { message: `nothing was started: ${message}`, hint },
});

const stem = (workflow: string): string => workflow.replace(/^.*\//, "").replace(/\.(?:ya?ml|json)$/, "");

function runOrder(wanted: Wishes, found: Routed, order: Extract<Order, { kind: "run" }>): Intent {
  const isAuto = wanted.workflow === "auto";
  const { workflow, inputs } = order;
  if (!isAuto && workflow !== null && stem(workflow) !== stem(wanted.workflow))
    return refuse(
      `this job runs ${stem(wanted.workflow)} alone`,
      "leave the name out, or let a job with `workflow: auto` do it",
    );
  const name = isAuto ? (workflow ?? found.workflow) : wanted.workflow;
  if (name === null) return refuse("the comment names no workflow", `write ${CALL} run <workflow>`);
  return run({ ...wanted, workflow: name, resume: "", rerun: "" }, { pairs: inputs });
}

const answerWords = (
  verb: "approve" | "reject",
  { state, run: id }: Earlier,
  words: readonly string[],
  fields: Pairs,
): readonly string[] => [
  verb,
  `--state-dir=${state}`,
  "--no-input",
  ...fields.map(([name, value]) => `--field=${name}=${value}`),
  "--",
  id,
  ...words,
];

function wordsBefore(order: GoingOn, earlier: Earlier): readonly string[] {
  switch (order.kind) {
    case "approve":
      return answerWords("approve", earlier, [order.gate, order.digest], order.fields);
    case "reject":
      return answerWords("reject", earlier, [order.gate], []);
    default:
      return [];
  }
}

/** What an order needs to be carried out. */
type Hand = Readonly<{ stage: Stage; wanted: Wishes; api: Api | null; where: Where }>;

/** Answers are given first, then the run goes on. */
async function goOn({ stage, wanted, api, where }: Hand, order: GoingOn): Promise<Intent> {
  const { earlierRun } = await import("./action-earlier.ts");
  const earlier = await earlierRun(stage, wanted, order, api, where);
  if (!earlier.ok) return { kind: "refused", said: earlier.error };
  const { state, run: resume, begun, unheard } = earlier.value;
  const rerun = order.kind === "retry" ? `from:${order.task}` : "";
  const next = { ...wanted, resume, rerun, stateDir: state, inputs: "", timeout: "" };
  return run(next, { before: wordsBefore(order, earlier.value), begun, unheard });
}

function performed(hand: Hand, found: Routed, order: Order): Intent | Promise<Intent> {
  const { wanted } = hand;
  switch (order.kind) {
    case "run":
      return runOrder(wanted, found, order);
    case "routed":
      return found.workflow === null
        ? { kind: "refused", said: found.reason ?? FOR_OTHERS }
        : run({ ...wanted, workflow: found.workflow }, { pairs: order.inputs });
    case "resume":
    case "retry":
    case "approve":
    case "reject":
      return goOn(hand, order);
    case "cancel":
    case "status":
      return order;
    default:
      return unreachable(order);
  }
}

const NO_ROUTE: Routed = { workflow: null, ambiguous: false, reason: null, phrases: [] };

export async function intentOf(stage: Stage, wanted: Wishes, api: Api | null, where: Where): Promise<Intent> {
  const body = commentIn(stage);
  const isAuto = wanted.workflow === "auto";
  if (body === null && !isAuto) return run(wanted);
  const found: Result<Routed, Said> = isAuto
    ? await routed(stage, api, where)
    : { ok: true, value: NO_ROUTE };
  if (!found.ok) return { kind: "refused", said: found.error };
  const { workflow, reason, ambiguous, phrases } = found.value;
  if (body !== null) {
    const heard = orderIn(body, phrases);
    if (heard === null) return { kind: "nothing", said: FOR_OTHERS };
    return heard.ok
      ? performed({ stage, wanted, api, where }, found.value, heard.value)
      : refuse(heard.error.message, heard.error.hint);
  }
  if (workflow !== null) return run({ ...wanted, workflow });
  return { kind: ambiguous ? "refused" : "nothing", said: reason ?? FOR_OTHERS };
}
