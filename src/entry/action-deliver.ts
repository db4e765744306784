/** `mode: deliver`, and the end of a run in one job: what a run proposed is written by the program's own command, with the job's token. */
import { at, listAt, parsed, textAt } from "../adapters/github/foreign.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { inline } from "../core/render/markdown-text.ts";
import { programEnvironment } from "./action-ground.ts";
import { SPOILED } from "./action-part.ts";
import { refuse } from "./action-refused.ts";
import type { Said } from "./said.ts";
import { sheetIn } from "./action-sheet.ts";
import { sinkTo } from "./action-sink.ts";
import { secretsIn, type Stage } from "./action-stage.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { agreedIn } from "./proposed-in.ts";

export type Delivering = Readonly<{
  /** Where runs are kept. */
  state: string;
  /** `latest` where nothing else can lie. */
  run: string;
  /** `<attempt>:<digest>`; empty for what the run proposed last. */
  effects: string;
  token: string;
  /** What the first job of a run on several machines gave: such a run is not in `state` yet. */
  plan?: string;
  /** Only look: there is nobody who may write. */
  dryRun: boolean;
}>;

export type Told = Readonly<{ code: ExitCode; lines: readonly string[]; wrong: boolean }>;

/** What the command needs to know of the platform, and no task ever does. */
const OF_THE_PLATFORM = [
  "GITHUB_API_URL",
  "GITHUB_SERVER_URL",
  "GITHUB_REPOSITORY",
  "GITHUB_RUN_ID",
  "GITHUB_RUN_ATTEMPT",
] as const;

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const MOST_LINES = 60;
const LONGEST = 300;

function wordsOf({ ground, seen, door }: Stage, wanted: Delivering): readonly string[] {
  const { repository } = ground;
  const heads = [seen.head ?? "", door.env["GITHUB_SHA"] ?? ""].filter((commit) => COMMIT.test(commit));
  return [
    "deliver",
    `--directory=${ground.workspace}`,
    `--state-dir=${wanted.state}`,
    "--no-input",
    "--json",
    ...(wanted.effects === "" ? [] : [`--effects=${wanted.effects}`]),
    ...(repository === null ? [] : [`--repository=${repository.owner}/${repository.name}`]),
    ...(seen.change === null ? [] : [`--pull=${seen.change}`]),
    ...[...new Set(heads)].map((head) => `--head=${head}`),
    ...(wanted.dryRun ? ["--dry-run"] : []),
    "--",
    wanted.run,
  ];
}

const ICONS: ReadonlyMap<string, string> = new Map([
  ["done", "✅"],
  ["same", "♻️"],
  ["skipped", "⏭️"],
  ["failed", "❌"],
]);

/** For the summary: each effect with what became of it. */
export function linesOf(document: string): readonly string[] {
  const value = parsed(document);
  const who = (one: ReturnType<typeof parsed>): string => {
    const task = textAt(one, "task");
    return task === null ? "" : ` of ${inline(task, 80)}`;
  };
  const line = (one: ReturnType<typeof parsed>, icon: string, more: string): string =>
    `${icon} ${inline(textAt(one, "kind") ?? "effect", 40)}${who(one)}${more === "" ? "" : `: ${inline(more, LONGEST)}`}`;
  const done = listAt(value, "effects").map((one) =>
    line(one, ICONS.get(textAt(one, "outcome") ?? "") ?? "❔", textAt(one, "message") ?? ""),
  );
  const proposed = listAt(value, "proposed").map((one) => line(one, "⏭️", "not written"));
  const refused = listAt(value, "refused").map((one) => line(one, "🚫", textAt(one, "message") ?? ""));
  return [...done, ...proposed, ...refused].slice(0, MOST_LINES);
}

const isWrong = (document: string): boolean => {
  const value = parsed(document);
  const failed = listAt(value, "effects").some((one) => textAt(one, "outcome") === "failed");
  return failed || listAt(value, "refused").length > 0 || at(value, "effects") === null;
};

const OF_A_FORK: Said = {
  message: "the run was for the change of a fork, and nothing is written for it",
  hint: "after reading the change, somebody with write permission can run the workflow by hand",
};

/** Where the run lies on other machines, what is needed of it is brought here. */
async function brought(
  stage: Stage,
  { state, run, effects, plan = "" }: Delivering,
): Promise<Result<string, Said>> {
  if (plan === "") return ok(run);
  const [sheet, agreed] = [sheetIn(plan), agreedIn(effects)];
  if (sheet === null || agreed === null) return err(SPOILED);
  if (sheet.untrusted) return err(OF_A_FORK);
  const { head } = sheet;
  const wanted = { state, run: sheet.run, plan: sheet.plan, head, agreed };
  const taken = await stage.door.carry().takeEffects(stage, wanted);
  return taken.ok ? ok(sheet.run) : taken;
}

export async function deliverRun(stage: Stage, order: Delivering): Promise<Told> {
  if (order.effects === "none") return { code: EXIT.done, lines: [], wrong: false };
  const run = await brought(stage, order);
  if (!run.ok) return { code: refuse(stage, [run.error], EXIT.policy), lines: [], wrong: true };
  return written(stage, { ...order, run: run.value });
}

async function written(stage: Stage, wanted: Delivering): Promise<Told> {
  const { door, log } = stage;
  const platform = Object.fromEntries(
    OF_THE_PLATFORM.flatMap((name) => {
      const value = door.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  let document = "";
  const code = await door.program().main(wordsOf(stage, wanted), {
    env: { ...programEnvironment(door.env, {}), ...platform, GITHUB_TOKEN: wanted.token },
    root: door.root,
    load: door.load,
    remember: () => undefined,
    outside: {
      out: sinkTo(stage, (text) => (document += text)),
      err: sinkTo(stage, log.text),
      unicode: true,
      concealed: secretsIn(door.env),
    },
  });
  return { code, lines: linesOf(document), wrong: code !== EXIT.done || isWrong(document) };
}

export const deliveryPage = (lines: readonly string[]): string =>
  lines.length === 0 ? "" : `\n## Written to GitHub\n\n${lines.map((line) => `- ${line}`).join("\n")}\n`;
