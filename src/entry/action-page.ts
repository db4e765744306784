/** The page of a run as a file: written by main at the end of a run, or else by post. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { oneLine } from "../core/guard/sanitise.ts";
import { aroundOf } from "./action-report.ts";
import { secretsIn, type Stage } from "./action-stage.ts";
import type { Watched } from "./watch.ts";

/** Also the name of an artifact that holds this file alone, so the attempt is part of it. */
export const pagePath = (state: string, run: string, attempt: number): string =>
  join(state, "reports", `ao-${run}-report-e${attempt}.html`);

type Known = Readonly<{ run: Pick<Watched, "run" | "page">; state: string; head: string | null }>;

/** Gives where it lies. Trouble with it is a warning, as with all that only shows a run. Nothing is written twice. */
async function written(stage: Stage, { run, state, head }: Known): Promise<string | null> {
  const path = pagePath(state, run.run, stage.ground.attempt);
  if (existsSync(path)) return path;
  const warn = (why: string): null => {
    stage.log.mark({ level: "warning", message: `The report was not written: ${oneLine(why, 200)}.` });
    return null;
  };
  const { url, commit } = aroundOf(stage, run.run, head);
  const page = await run.page({ url, commit, concealed: secretsIn(stage.door.env) });
  if (page === null) return warn("the run cannot be read");
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, page);
    stage.files.output("report_path", path);
    return path;
  } catch (error) {
    return warn(error instanceof Error ? error.message : String(error));
  }
}

/** As a file, and as an artifact of its own where there is a place for artifacts. */
export async function leavePage(stage: Stage, known: Known): Promise<void> {
  const path = await written(stage, known);
  if (path !== null) await stage.door.carry().keepPage(stage, path);
}
