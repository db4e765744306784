/** Says where the result of a run went. */
import type { Delivery } from "../app/deliver.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import type { FileChange } from "../ports/workspace.ts";
import type { Call } from "./command.ts";
import type { Published } from "./published.ts";

/** `failed` says that the run's work is done, but is not where it should be. */
export type Delivered = Readonly<{ published: Published | null; failed: boolean; text?: string }>;

const LONGEST = 300;
const MOST_FILES = 5;

const sizeText = (files: readonly FileChange[]): string => {
  const sum = (count: (file: FileChange) => number | null): number =>
    files.reduce((all, file) => all + (count(file) ?? 0), 0);
  const changed = `${files.length} ${files.length === 1 ? "file" : "files"} changed`;
  return `${changed}, +${sum(({ added }) => added)} −${sum(({ removed }) => removed)}`;
};

const namesText = (files: readonly string[]): string => {
  const more = files.length - MOST_FILES;
  return `${files.slice(0, MOST_FILES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

function troubleText(run: string, message: string, help: string): string {
  return `error: ${oneLine(message, LONGEST)}\n  help: ${help}\n  see:  agent-orchestrator diff ${run}\n`;
}

export function told({ flags }: Call, run: string, delivery: Delivery): Delivered {
  switch (delivery.kind) {
    case "nothing":
      return { published: null, failed: false };
    case "conflict": {
      const message = `the work of the run does not fit together in ${namesText(delivery.files)}, so that it has no branch`;
      const help = "let one task depend on the others, and name an agent in settings.on_conflict";
      return { published: null, failed: true, text: troubleText(run, message, help) };
    }
    case "failed": {
      const message = `the result has no branch: ${delivery.message}`;
      return {
        published: null,
        failed: true,
        text: troubleText(run, message, "the work is kept in the run"),
      };
    }
    case "done": {
      const { branch, commit, files, applied, refused } = delivery;
      const published = { branch, commit };
      const where = `result: ${sizeText(files)} on branch ${branch}${applied ? ", and in your files" : ""}\n`;
      const text = flags.on("quiet") ? "" : where;
      if (refused === null) return { published, failed: false, text };
      const message = `the result was not applied, your files are as they were: ${refused}`;
      const help = `commit or stash them, then \`git merge --squash ${branch}\``;
      return { published, failed: true, text: text + troubleText(run, message, help) };
    }
  }
}
