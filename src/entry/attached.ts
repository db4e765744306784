/** What a run has of working trees, and what becomes of its files in the end. */
import type { Resulting } from "../app/effects.ts";
import type { Trees } from "../app/tree-work.ts";
import type { RunFolder } from "../adapters/store/run-folder.ts";
import type { RunEvent, Segment } from "../core/journal/event.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Share } from "../core/run/holdings.ts";
import type { RunState } from "../core/run/state.ts";
import type { Agent } from "../ports/agent.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Delivered } from "./delivered.ts";
import type { Published } from "./published.ts";

/** A run as far as its files are concerned. */
export type Subject = Readonly<{
  folder: RunFolder;
  plan: Plan;
  state: RunState;
  known: readonly Segment[];
  artifacts: Artifacts;
  secrets: Readonly<Record<string, string>>;
  part?: Readonly<{ share: Share }>;
}>;

export type Attached = Readonly<{
  trees: (agents: ReadonlyMap<string, Agent>) => Trees | undefined;
  /** To be written before anything is started. */
  opening: readonly RunEvent[];
  /** Once nothing of the run works any more: takes the trees away, and delivers what they came to. */
  finish: (append: (event: RunEvent) => void) => Promise<Delivered>;
  /** The same for whoever carries it elsewhere. */
  result: (published: Published) => Resulting | null;
}>;

export const NOTHING: Delivered = { published: null, failed: false };
