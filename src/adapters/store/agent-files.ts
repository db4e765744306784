/** The folder of a project's agents, written to: one whole file at a time, and never outside of the project. */
import * as fs from "node:fs";
import { join, relative, sep } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { guarded } from "./trouble.ts";

export type Standing = "file" | "nothing" | "something else";

const ending = ".md";

/** A link may stand in the way to it, but not lead out of the project. */
function folderIn(project: string, folder: string): Result<string, string> {
  const base = fs.realpathSync(project);
  let at = base;
  for (const part of folder.split("/")) {
    at = join(at, part);
    const there = fs.lstatSync(at, { throwIfNoEntry: false });
    if (there === undefined) break;
    at = fs.realpathSync(at);
    const way = relative(base, at);
    if (way === ".." || way.startsWith(`..${sep}`)) return err(`${folder} leads out of the project`);
    if (!fs.statSync(at).isDirectory()) return err(`${folder} is no directory`);
  }
  return ok(join(base, folder));
}

export function agentFileIn(project: string, folder: string, name: string): Result<string, string> {
  const found = guarded(`look at ${folder}`, () => folderIn(project, folder));
  return found.ok ? ok(join(found.value, `${name}${ending}`)) : found;
}

export function standingOf(path: string): Standing {
  const there = fs.lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return "nothing";
  return there.isFile() ? "file" : "something else";
}

/** All of it or nothing; `replace` says whether what stands there may go. False if something stood there. */
export function writeAgentFile(path: string, text: string, replace: boolean): boolean {
  return guarded(`write ${path}`, () => {
    const folder = join(path, "..");
    fs.mkdirSync(folder, { recursive: true });
    const beside = join(folder, `.${process.pid}-${Date.now()}.agent`);
    try {
      fs.writeFileSync(beside, text, { flag: "wx" });
      if (replace) fs.renameSync(beside, path);
      else fs.linkSync(beside, path);
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
      throw error;
    } finally {
      fs.rmSync(beside, { force: true });
    }
  });
}

export const removeAgentFile = (path: string): void => guarded(`remove ${path}`, () => fs.unlinkSync(path));
