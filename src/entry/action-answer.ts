/** Answers to orders in comments: a sign under the order, and one comment of ours; trouble with either changes nothing. */
import type { Api } from "../adapters/github/api.ts";
import { writeComment } from "../adapters/github/comments.ts";
import { numberAt } from "../adapters/github/foreign.ts";
import { authorOf } from "../adapters/github/people.ts";
import { cancelRun, ourChecks, react, type OurCheck, type Sign } from "../adapters/github/under-way.ts";
import { markLine } from "../core/render/comment-mark.ts";
import { inline } from "../core/render/markdown-text.ts";
import { answerText, standingText } from "../core/render/order-answer.ts";
import { firstLine } from "../core/route/comment.ts";
import type { Said } from "./said.ts";
import { commentIn } from "./action-intent.ts";
import type { Stage } from "./action-stage.ts";

/** No workflow is called so. */
const KEY = "/agents";
/** Of one order. */
export const MAX_CANCELS = 10;

export async function sign({ ground, payload }: Stage, api: Api | null, content: Sign): Promise<void> {
  const comment = numberAt(payload, "comment", "id");
  if (api === null || ground.repository === null || comment === null) return;
  await react(api, ground.repository, comment, content);
}

/** The newest order has it. */
async function tell(stage: Stage, api: Api, token: string, words: string): Promise<void> {
  const { ground, payload, seen, log, secrets } = stage;
  const change = numberAt(payload, "issue", "number");
  if (ground.repository === null || change === null) return;
  const mark = { key: KEY, run: ground.runId, attempt: ground.attempt, seq: 1 };
  const text = secrets.text(answerText(firstLine(commentIn(stage) ?? ""), seen.actor, words));
  const place = { repository: ground.repository, change, author: await authorOf(api, token) };
  const body = (): string => `${markLine(mark)}\n${text}`;
  const told = await writeComment(api, place, { mark, body, known: null, mayCreate: true });
  if (!told.ok) log.mark({ level: "warning", message: `The answer was not written: ${told.error.words}` });
}

export async function tellRefusal(stage: Stage, api: Api | null, token: string, said: Said): Promise<void> {
  if (api === null || commentIn(stage) === null) return;
  await sign(stage, api, "confused");
  await tell(stage, api, token, `${inline(said.message, 300)}. ${inline(said.hint, 300)}.`);
}

/** What of ours is known for the commit that the comment is about. */
async function checksFor({ ground, seen, log }: Stage, api: Api): Promise<readonly OurCheck[]> {
  if (ground.repository === null || seen.head === null) return [];
  const found = await ourChecks(api, ground.repository, seen.head);
  if (found.ok) return found.value;
  log.mark({ level: "warning", message: `The checks could not be read: ${found.error.words}` });
  return [];
}

export async function tellStatus(stage: Stage, api: Api, token: string): Promise<string> {
  const text = standingText(await checksFor(stage, api));
  await sign(stage, api, "eyes");
  await tell(stage, api, token, text);
  return text;
}

export async function cancelAll(stage: Stage, api: Api, token: string): Promise<string> {
  const { ground, seen } = stage;
  const { repository } = ground;
  const open = (await checksFor(stage, api)).filter(({ status }) => status !== "completed");
  const runs = [...new Set(open.flatMap(({ run }) => run ?? []))].filter((run) => run !== ground.runId);
  let [ended, trouble] = [0, ""];
  for (const run of runs.slice(0, MAX_CANCELS)) {
    if (repository === null || seen.head === null) break;
    const told = await cancelRun(api, repository, { run, head: seen.head });
    if (!told.ok) trouble = told.error.words;
    else if (told.value === "cancelled") ended += 1;
  }
  const words =
    trouble === "" ? "" : ` GitHub refused: ${inline(trouble, 200)}. It takes \`actions: write\`.`;
  const text = `${ended === 0 ? "Nothing was cancelled." : `${ended} ${ended === 1 ? "run was" : "runs were"} told to stop.`}${words}`;
  await sign(stage, api, trouble === "" ? "eyes" : "confused");
  await tell(stage, api, token, text);
  return text;
}
