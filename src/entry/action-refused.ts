/** How a step says that nothing was started: in the log, on its page, and to whoever reads its outputs. */
import type { RunnerFiles } from "../adapters/github/files.ts";
import type { Log } from "../adapters/github/log.ts";
import { inline } from "../core/render/markdown-text.ts";
import type { Said } from "./said.ts";
import type { ExitCode } from "./exit-codes.ts";

/** What `conclusion` says where nothing was started. */
export const REFUSED = "refused";

/** What of a step is needed to say it. */
type Told = Readonly<{ log: Log; files: RunnerFiles }>;

export function refuse({ log, files }: Told, said: readonly Said[], code: ExitCode): ExitCode {
  for (const { message, hint } of said) log.mark({ level: "error", message: `${message}\nhelp: ${hint}` });
  files.output("conclusion", REFUSED);
  const lines = said.map(({ message, hint }) => `- ${inline(message, 300)}. ${inline(hint, 300)}.`);
  files.summary(`# 🚫 agent-orchestrator started nothing\n\n${lines.join("\n")}\n`);
  return code;
}

/** Of a run whose state was not kept here. */
export const GONE: Said = {
  message: "there is no earlier run to go on with: its state was kept in the job that ran it",
  hint: "give the job a `github_token` with `actions: read`, or keep runs in a `state_dir` of its own for each pull request",
};
