/** Which workflow belongs to the event of this job: the same answer that `route` gives on a command line. */
import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Api } from "../adapters/github/api.ts";
import { changedFiles } from "../adapters/github/changed-files.ts";
import { listAt, parsed, textAt } from "../adapters/github/foreign.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Said } from "./said.ts";
import { askProgram } from "./action-program.ts";
import type { Stage } from "./action-stage.ts";

export type Routed = Readonly<{
  workflow: string | null;
  /** More than one belongs to it. */
  ambiguous: boolean;
  reason: Said | null;
  /** How comments begin that workflows wait for. */
  phrases: readonly string[];
}>;

const PRIVATE = 0o600;

/** A name with a line break cannot be said one a line, and fits no pattern anybody writes. */
async function changedIn({ ground, seen }: Stage, api: Api | null): Promise<readonly string[] | null> {
  if (api === null || ground.repository === null || seen.change === null) return null;
  const paths = await changedFiles(api, ground.repository, seen.change);
  return paths?.filter((path) => !/[\r\n]/.test(path)) ?? null;
}

function answerIn(text: string): Result<Routed, Said> {
  const document = parsed(text);
  const kind = textAt(document, "kind");
  if (kind === null)
    return err({
      message: "nothing was started: the routing table cannot be used",
      hint: "`agent-orchestrator validate` shows what is wrong with it",
    });
  const [message, hint] = [textAt(document, "reason", "message"), textAt(document, "reason", "hint")];
  return ok({
    workflow: textAt(document, "workflow"),
    ambiguous: kind === "ambiguous",
    reason: message === null ? null : { message, hint: hint ?? "" },
    phrases: listAt(document, "phrases").filter((each) => typeof each === "string"),
  });
}

export async function routed(
  stage: Stage,
  api: Api | null,
  { directory, definitions }: Readonly<{ directory: string; definitions: string | null }>,
): Promise<Result<Routed, Said>> {
  const { ground, log, seen } = stage;
  const paths = await changedIn(stage, api);
  const file = join(ground.temporary === "" ? tmpdir() : ground.temporary, `changed-${randomUUID()}.txt`);
  if (paths !== null) writeFileSync(file, `${paths.join("\n")}\n`, { mode: PRIVATE, flag: "wx" });
  const words = [
    "route",
    `--directory=${directory}`,
    ...(definitions === null ? [] : [`--definitions=${definitions}`]),
    `--event=${ground.eventPath}`,
    `--event-name=${seen.event}`,
    ...(paths === null ? [] : [`--changed=${file}`]),
    "--json",
  ];
  try {
    const { out, err: said } = await askProgram(stage, words);
    log.text(said);
    return answerIn(out);
  } finally {
    rmSync(file, { force: true });
  }
}
