/** From what a person typed to a workflow file: a path, or a name in the project's folders or the library. */
import { nearest } from "../core/base/nearest.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Diagnostic } from "../core/spec/diagnostic.ts";
import type { Files } from "../ports/files.ts";
import {
  joined,
  shown,
  WORKFLOW_FOLDERS,
  workflowName,
  EXTENSIONS,
  type Origin,
  type Places,
} from "./places.ts";

export type Found = Readonly<{ name: string; path: string; origin: Origin }>;

type Folder = Readonly<{ path: string; origin: Origin }>;

function folders(places: Places): readonly Folder[] {
  const own = WORKFLOW_FOLDERS.map((folder): Folder => ({
    path: joined(places.project, folder),
    origin: "project",
  }));
  const library: Folder = { path: joined(places.library, "workflows"), origin: "library" };
  return own.some((folder) => folder.path === library.path) ? own : [...own, library];
}

function inFolder(files: Files, folder: Folder): readonly Found[] {
  return files.names(folder.path).flatMap((file) => {
    const name = workflowName(file);
    return name === undefined ? [] : [{ name, path: joined(folder.path, file), origin: folder.origin }];
  });
}

/** Everything that can be run by name; a name that is found earlier hides the later one. */
export function workflows(files: Files, places: Places): readonly Found[] {
  const seen = new Set<string>();
  return folders(places).flatMap((folder) => {
    const fresh = inFolder(files, folder).filter((each) => !seen.has(each.name));
    for (const each of fresh) seen.add(each.name);
    return fresh;
  });
}

/** Problems with the request itself have no text to frame. */
export const fileDiagnostic = (code: string, message: string, help: string): Diagnostic => ({
  code,
  severity: "error",
  message,
  span: { start: 0, end: 0 },
  help,
});

const isPathLike = (word: string): boolean =>
  /[\\/]/.test(word) || EXTENSIONS.some((each) => word.endsWith(each));

function suggestion(word: string, all: readonly Found[]): string {
  const stem = word.replace(/^.*[\\/]/, "");
  const close = nearest(
    workflowName(stem) ?? stem,
    all.map((each) => each.name),
  );
  return close === undefined
    ? "`agent-orchestrator list` shows the workflows that were found"
    : `did you mean "${close}"?`;
}

function nearbyFile(files: Files, path: string): string | undefined {
  const at = path.lastIndexOf("/");
  return nearest(path.slice(at + 1), files.names(path.slice(0, at)));
}

function missingPath(files: Files, places: Places, word: string, all: readonly Found[]): Diagnostic {
  const close = nearbyFile(files, joined(places.project, word));
  const folder = word.slice(0, word.lastIndexOf("/") + 1);
  const help = close === undefined ? suggestion(word, all) : `did you mean "${folder}${close}"?`;
  return fileDiagnostic("AO1901", `there is no file "${word}"`, help);
}

export function find(files: Files, places: Places, word: string): Result<Found, Diagnostic> {
  const path = joined(places.project, word);
  if (word !== "" && files.isFile(path)) return ok({ name: word, path, origin: "project" });
  const all = workflows(files, places);
  const named = all.filter((each) => each.name === word);
  const [first, second] = named;
  if (first !== undefined && second !== undefined) {
    const both = `"${shown(places, first.path)}" and "${shown(places, second.path)}"`;
    return err(
      fileDiagnostic(
        "AO1905",
        `two workflows are called "${word}": ${both}`,
        "give the path of the one you mean",
      ),
    );
  }
  if (first !== undefined) return ok(first);
  const reading = word === "" ? null : files.read(path, 0);
  if (reading?.kind === "directory") {
    return err(fileDiagnostic("AO1902", `"${word}" is a directory`, "name a workflow file in it"));
  }
  if (reading?.kind === "unreadable") {
    return err(fileDiagnostic("AO1903", `"${word}" cannot be read: ${reading.why}`, "check its permissions"));
  }
  return err(
    isPathLike(word)
      ? missingPath(files, places, word, all)
      : fileDiagnostic("AO1904", `there is no workflow "${word}"`, suggestion(word, all)),
  );
}
