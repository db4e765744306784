/** Notes at lines of files: one completed check of this run, which judges nothing. */
import type { Value } from "../../core/base/value.ts";
import type { EffectsDocument } from "../../core/effects/document.ts";
import { inline } from "../../core/render/markdown-text.ts";
import type { Answer, Api } from "./api.ts";
import { MAX_ANNOTATIONS } from "./checks.ts";
import { failed, outcome, type Outcome } from "./deliver-outcome.ts";
import type { Bound, Target } from "./deliver-target.ts";
import { only } from "./deliver-texts.ts";
import { listAt, textAt } from "./foreign.ts";
import { pathTo } from "./repository.ts";

const MOST_NAME = 80;

export const notesName = (workflow: string): string => `agents / ${workflow.slice(0, MOST_NAME)} / notes`;

type Note = ReturnType<typeof only<"annotation">>[number];

const fieldsOf = ({ effect: { path, line, level, title, message } }: Note): Value => ({
  path,
  start_line: line,
  end_line: line,
  annotation_level: level,
  ...(title === "" ? {} : { title }),
  message,
});

function write(
  api: Api,
  { repository }: Target,
  workflow: string,
  head: string,
  key: string,
  wanted: readonly Note[],
): Promise<Answer> {
  return api.create(pathTo(repository, "check-runs"), {
    name: notesName(workflow),
    head_sha: head,
    external_id: key,
    status: "completed",
    conclusion: "neutral",
    output: {
      title: `${wanted.length} ${wanted.length === 1 ? "note" : "notes"}`,
      summary: `What tasks of ${inline(workflow, MOST_NAME)} noted. It decides nothing.`,
      annotations: wanted.map(fieldsOf),
    },
  });
}

export async function annotations(
  api: Api,
  { target }: Bound,
  document: EffectsDocument,
): Promise<readonly Outcome[]> {
  const { workflow } = document;
  const wanted = only(document, "annotation").slice(0, MAX_ANNOTATIONS);
  const [first] = wanted;
  if (first === undefined) return [];
  const head = target.heads[0] ?? document.head;
  const all = (say: (placed: Note) => Outcome): readonly Outcome[] => wanted.map(say);
  if (head === null)
    return all((placed) => outcome(placed, "skipped", "nobody knows which commit this is about"));
  const query = { check_name: notesName(workflow), filter: "all", per_page: "100" };
  const look = () => api.read(pathTo(target.repository, "commits", head, "check-runs"), query);
  // Notes are only ever added: a second time would double them.
  const oursIn = (checks: Value): Value | undefined =>
    listAt(checks, "check_runs").find((one) => textAt(one, "external_id") === first.key);
  const there = await look();
  if (!there.ok) return all((placed) => failed(placed, there.error));
  const ours = oursIn(there.value);
  if (ours !== undefined) return all((placed) => outcome(placed, "same", textAt(ours, "html_url") ?? ""));
  const made = await write(api, target, workflow, head, first.key, wanted);
  if (made.ok) return all((placed) => outcome(placed, "done", textAt(made.value, "html_url") ?? ""));
  const after = made.error.kind === "unclear" ? await look() : made;
  const found = after.ok ? oursIn(after.value) : undefined;
  return all((placed) =>
    found === undefined
      ? failed(placed, made.error)
      : outcome(placed, "done", textAt(found, "html_url") ?? ""),
  );
}
