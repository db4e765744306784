/** What all files of one plan share while it is made: agents, secrets, pools, and everything found wrong. */
import type { AgentDefinition } from "../base/agent.ts";
import type { Traced } from "../base/value.ts";
import type { Fields } from "../base/value.ts";
import type { ForeignFunctions } from "../expression/scope.ts";
import { namedAgents, asksAnybody } from "../spec/agent-names.ts";
import type { Diagnostic } from "../spec/diagnostic.ts";
import type { Spec } from "../spec/spec.ts";
import type { Compiling } from "./compile-task.ts";
import { textOf } from "./compile-work.ts";
import { DEFAULT_RUNNER } from "./defaults.ts";
import { agentDigest, type Hash } from "./fingerprint.ts";
import type { Secret } from "./plan.ts";

/** A file that a task calls, checked; `workflows` are those that it calls itself, by the names it uses. */
export type Called = Readonly<{
  file: string;
  text: string;
  spec: Spec;
  agents: ReadonlyMap<string, AgentDefinition>;
  workflows: ReadonlyMap<string, Called>;
}>;

/** `file` is absent for the file that was asked for. */
export type Placed = Diagnostic & Readonly<{ file?: string }>;

export type Bench = Readonly<{
  runner: string | undefined;
  item: Traced | null;
  event: Traced | null;
  /** By the plan's names. */
  agents: Map<string, AgentDefinition>;
  secrets: Map<string, Secret>;
  pools: Map<string, number>;
  plugins: Set<string>;
  /** For each type of a plugin what makes a result of it. */
  modules: ReadonlyMap<string, string>;
  functions: ForeignFunctions | undefined;
  diagnostics: Placed[];
  hash: Hash | undefined;
}>;

/** Takes over the agents that a file can ask, and gives the plan's name of each. */
export function enlisted(
  bench: Bench,
  spec: Spec,
  agents: ReadonlyMap<string, AgentDefinition>,
  frame: string | undefined,
): (name: string) => string {
  const other = new Map<string, string>();
  for (const name of asksAnybody(spec) ? [...namedAgents(spec), ...agents.keys()] : namedAgents(spec)) {
    const agent = agents.get(name);
    if (agent === undefined) continue;
    const kept = bench.agents.get(name);
    const same = kept === undefined || kept === agent || agentDigest(kept) === agentDigest(agent);
    const plain = same || frame === undefined;
    if (!plain) other.set(name, `${frame}/${name}`);
    bench.agents.set(plain ? name : `${frame}/${name}`, kept !== undefined && plain ? kept : agent);
  }
  return (name) => other.get(name) ?? name;
}

/** One for each agent, so that ten thousand tasks of one agent hash it once. */
export function compilings(bench: Bench, settings: Fields): (agent: string | undefined) => Compiling {
  const known = new Map<string, Compiling>();
  const { isolation } = settings;
  const usual = isolation === "worktree" || isolation === "shared" ? isolation : "auto";
  const compiling = (name: string | undefined): Compiling => {
    const kept = known.get(name ?? "");
    if (kept !== undefined) return kept;
    const agent = name === undefined ? undefined : bench.agents.get(name);
    const made: Compiling = {
      choice: {
        agent,
        runner: bench.runner,
        usualRunner: textOf(settings["runner"]) ?? DEFAULT_RUNNER,
        usualModel: textOf(settings["model"]),
        modules: bench.modules,
      },
      agentDigest: agent === undefined ? "" : agentDigest(agent),
      isolation: usual,
      hash: bench.hash,
      beside: (other) => compiling(other),
    };
    known.set(name ?? "", made);
    return made;
  };
  return compiling;
}
