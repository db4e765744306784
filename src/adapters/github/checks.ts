/** The check of a workflow: made once, brought up to date, always ended, never two of them. */
import { ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import type { Annotation, CheckText } from "../../core/render/check-run.ts";
import type { Api, Trouble } from "./api.ts";
import { listAt, numberAt, textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";

/** In one request; more would be refused. */
export const MAX_ANNOTATIONS = 50;

export type CheckPlace = Readonly<{
  repository: Repository;
  head: string;
  name: string;
  /** Tells our check of this run from all others of the same name. */
  externalId: string;
}>;

const annotationFields = ({ path, line, level, title, message }: Annotation): Value => ({
  path,
  start_line: line,
  end_line: line,
  annotation_level: level,
  title,
  message,
});

function fieldsOf({ title, summary, text, status, conclusion, annotations }: CheckText): Value {
  const marks = annotations.slice(0, MAX_ANNOTATIONS).map(annotationFields);
  return {
    status,
    ...(conclusion === null ? {} : { conclusion }),
    output: {
      title,
      summary,
      ...(text === "" ? {} : { text }),
      ...(marks.length === 0 ? {} : { annotations: marks }),
    },
  };
}

/** The newest of ours on this commit, if there is one. */
async function found(
  api: Api,
  { repository, head, name, externalId }: CheckPlace,
): Promise<Result<number | null, Trouble>> {
  const answer = await api.read(pathTo(repository, "commits", head, "check-runs"), {
    check_name: name,
    // The latest of this name may be another run's.
    filter: "all",
    per_page: "100",
  });
  if (!answer.ok) return answer;
  const ours = listAt(answer.value, "check_runs").filter(
    (each) => textAt(each, "external_id") === externalId,
  );
  const [id] = ours.flatMap((each) => numberAt(each, "id") ?? []);
  return ok(id ?? null);
}

/** `again` looks first: a job that is run again goes on with the check that it has. */
export async function openCheck(
  api: Api,
  place: CheckPlace,
  text: CheckText,
  again: boolean,
): Promise<Result<number | null, Trouble>> {
  if (again) {
    const before = await found(api, place);
    if (!before.ok) return before;
    if (before.value !== null) {
      const changed = await changeCheck(api, place, before.value, text);
      return changed.ok ? ok(before.value) : changed;
    }
  }
  const body = {
    name: place.name,
    head_sha: place.head,
    external_id: place.externalId,
    ...(fieldsOf(text) as Record<string, Value>),
  };
  const create = () => api.create(pathTo(place.repository, "check-runs"), body);
  let made = await create();
  if (!made.ok && made.error.kind === "unclear") {
    const before = await found(api, place);
    if (!before.ok || before.value !== null) return before;
    made = await create();
  }
  return made.ok ? ok(numberAt(made.value, "id")) : made;
}

const isMarked = (now: Value): boolean => numberAt(now, "output", "annotations_count") !== null;

const isThere = (now: Value, text: CheckText): boolean =>
  textAt(now, "status") === text.status &&
  textAt(now, "output", "title") === text.title &&
  (text.annotations.length === 0 || isMarked(now));

type Look = Readonly<{ done: Value } | { rest: CheckText }>;

/** What of it is still to be written. */
async function looked(api: Api, path: readonly string[], text: CheckText): Promise<Look> {
  const now = await api.read(path);
  if (!now.ok) return { rest: text };
  if (isThere(now.value, text)) return { done: now.value };
  return { rest: isMarked(now.value) ? { ...text, annotations: [] } : text };
}

/**
 * Marks are added by every request that holds some, so one that may have happened is looked for first: after an answer
 * that told nothing, and where another process may have written the same before (`again`). Words are only written over.
 */
export async function changeCheck(
  api: Api,
  { repository }: CheckPlace,
  id: number,
  text: CheckText,
  again = false,
): Promise<Result<Value, Trouble>> {
  const path = pathTo(repository, "check-runs", String(id));
  const before: Look = again && text.annotations.length > 0 ? await looked(api, path, text) : { rest: text };
  if ("done" in before) return ok(before.done);
  const changed = await api.change(path, fieldsOf(before.rest));
  if (changed.ok || changed.error.kind !== "unclear") return changed;
  const after = await looked(api, path, before.rest);
  return "done" in after ? ok(after.done) : api.change(path, fieldsOf(after.rest));
}
