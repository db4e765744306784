/** Keeps what agents answered, so that tests can play it again: merged into the files that were there before. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { RunFolder } from "../adapters/store/run-folder.ts";
import { troubleOf } from "../adapters/store/trouble.ts";
import { digestOf } from "../adapters/system/digest.ts";
import { cassetteIn, cassetteText, merged, type Recorded } from "../app/cassette.ts";
import { cassettePath } from "../app/places.ts";
import { recorder } from "../app/tape.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Agent } from "../ports/agent.ts";
import type { Clock } from "../ports/clock.ts";
import type { Call } from "./command.ts";
import { readOrigin } from "./origin.ts";

export type Recording = Readonly<{
  agents: ReadonlyMap<string, Agent>;
  /** To be called once everything of the run has ended. Trouble with it is told and changes nothing else. */
  save: () => void;
}>;

export type RecordedRun = Readonly<{ folder: RunFolder; plan: Plan; agents: ReadonlyMap<string, Agent> }>;

const inside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
};

/** Beside the workflow, or in this directory if the workflow lies elsewhere: what came with the product is left alone. */
function placeFor(call: Call, folder: RunFolder, name: string): Result<string, string> {
  const { directory } = call.world;
  const workflow = readOrigin(folder)?.workflow;
  if (workflow === undefined) return err("it is not known any more which workflow this is");
  const usual = cassettePath(workflow);
  const home = inside(directory, workflow) ? dirname(workflow) : directory;
  if (name === "") return usual === undefined ? err("it has no name") : ok(join(home, basename(usual)));
  return ok(resolve(home, name));
}

/** What a person types may lie anywhere; what stands in a workflow stays beside it. */
function confined(call: Call, folder: RunFolder, name: string): Result<string, string> {
  const path = placeFor(call, folder, name);
  if (!path.ok || inside(call.world.directory, path.value)) return path;
  return err("it would lie outside of this directory");
}

function before(path: string): Result<readonly Recorded[], string> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = troubleOf(error, `read ${path}`);
    return code === "ENOENT" ? ok([]) : err(message);
  }
  const read = cassetteIn(text);
  return read.ok ? ok(read.value.answers) : err(`${path} is no cassette: ${read.error}`);
}

function write(path: string, text: string): string | null {
  try {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    return null;
  } catch (error) {
    return troubleOf(error, `write ${path}`).message;
  }
}

function save(path: string, plan: Plan, answers: readonly Recorded[]): Result<string, string> {
  const known = before(path);
  if (!known.ok) return known;
  const { text, left } = cassetteText({ workflow: plan.name, answers: merged(known.value, answers) });
  const trouble = write(path, text);
  if (trouble !== null) return err(trouble);
  const rest = left === 0 ? "" : `; ${left} did not fit into it and were left out`;
  return ok(`${answers.length} answers recorded in ${path}${rest}`);
}

export function recording(call: Call, run: RecordedRun, clock: Pick<Clock, "now">): Recording {
  const { flags, world } = call;
  const { folder, plan, agents } = run;
  const asked = flags.text("record");
  const listening = recorder({ plan, agents, all: asked ?? null, clock, hash: digestOf });
  if (listening === null) return { agents, save: () => undefined };
  return {
    agents: listening.agents,
    save() {
      for (const [name, answers] of listening.tapes) {
        const path = asked === undefined ? confined(call, folder, name) : placeFor(call, folder, name);
        const saved = path.ok ? save(path.value, plan, answers) : path;
        const told = saved.ok ? saved.value : `warning: nothing was recorded: ${saved.error}`;
        if (!saved.ok || !flags.on("quiet")) world.err.write(`${told}\n`);
      }
    },
  };
}
