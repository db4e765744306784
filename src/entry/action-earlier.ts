/** An earlier run that somebody wants to go on with: in the folder that was kept, or in what the jobs of this commit have kept. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Api } from "../adapters/github/api.ts";
import { listAt, parsed, textAt } from "../adapters/github/foreign.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Beginning } from "./action-carry.ts";
import { stateDirectory } from "./action-ground.ts";
import { askProgram } from "./action-program.ts";
import type { Stage } from "./action-stage.ts";
import { AUTO, type Wishes } from "./action-wishes.ts";
import { GONE } from "./action-refused.ts";
import type { GoingOn } from "./carry-ordered.ts";
import type { Said } from "./said.ts";

export type Earlier = Readonly<{
  /** What `--state-dir` is given. */
  state: string;
  /** A run's id, or `latest` of those that lie there. */
  run: string;
  /** How it goes on, if it was brought here for that. */
  begun: Beginning | null;
  /** What people have said in it does not count. */
  unheard: boolean;
}>;

export type Where = Readonly<{
  directory: string;
  definitions: string | null;
  /** Nothing that was kept is looked at where nothing may be done. */
  adopts: boolean;
}>;

type Named = Readonly<{ name: string; title: string; word: string; isOwn: boolean }>;

/** What can be run here, and how each calls itself: so its check is called. */
async function known(stage: Stage, { directory, definitions }: Where): Promise<readonly Named[]> {
  const place = [
    `--directory=${directory}`,
    ...(definitions === null ? [] : [`--definitions=${definitions}`]),
  ];
  const { out } = await askProgram(stage, ["list", ...place, "--json"]);
  return listAt(parsed(out), "workflows").flatMap((each) => {
    const [name, title, path] = [textAt(each, "name"), textAt(each, "title"), textAt(each, "path")];
    if (name === null || title === null || path === null) return [];
    const isOwn = textAt(each, "origin") === "project";
    return [{ name, title, word: isOwn ? path : name, isOwn }];
  });
}

const stem = (workflow: string): string => workflow.replace(/^.*\//, "").replace(/\.(?:ya?ml|json)$/, "");

/** A job for one workflow alone goes on with that one; otherwise the name says which it is, if it is one's alone. */
function fileIn(all: readonly Named[], { workflow }: Wishes): (title: string) => string | null {
  if (workflow === AUTO)
    return (title) => {
      const called = all.filter((each) => each.title === title);
      const own = called.filter(({ isOwn }) => isOwn);
      const [one, other] = own.length > 0 ? own : called;
      return one === undefined || other !== undefined ? null : one.word;
    };
  const own = all.find(({ name, word }) => word === workflow || name === stem(workflow));
  return (title) => (own === undefined || own.title === title ? workflow : null);
}

export async function earlierRun(
  stage: Stage,
  wanted: Wishes,
  order: GoingOn,
  api: Api | null,
  where: Where,
): Promise<Result<Earlier, Said>> {
  const { stateDir } = wanted;
  const state = stateDirectory(stage.ground, stateDir);
  if (stateDir !== "" && existsSync(join(state, "runs")))
    return ok({ state, run: "latest", begun: null, unheard: false });
  if (api === null || !where.adopts) return err(GONE);
  const { directory, definitions } = where;
  const begun = await stage.door.carry().beginOrdered(stage, wanted, api, {
    order,
    payload: stage.payload,
    place: { directory, definitions, state },
    fileOf: fileIn(await known(stage, where), wanted),
  });
  if (!begun.ok) return begun;
  const { unheard, ...beginning } = begun.value;
  return ok({ state, run: beginning.run, begun: beginning, unheard });
}
