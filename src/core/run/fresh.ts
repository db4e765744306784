/** What is known of a task before anything was said of it. */
import type { Task } from "../plan/plan.ts";
import type { Spot } from "./spot.ts";
import { isGroup, NO_USAGE, type Growth, type Item, type Lane, type TaskState } from "./state.ts";

export type Around = Readonly<{
  needs: readonly number[];
  parent: number;
  dependants: readonly number[];
  children: readonly number[];
  shielded: boolean;
  lane: Lane;
  home: number;
  stage: number;
  item: Item | null;
  spot: Spot;
  attached: boolean;
}>;

const NO_GROWTH: Growth[] = [];

/** Nothing was ever said of it. */
const UNHEARD = {
  opening: 0,
  closed: false,
  grown: "",
  renewed: 0,
  reserved: null,
  fellBack: false,
  slotted: false,
  escalated: false,
  wonChildren: 0,
  fence: 0,
  epoch: 0,
  writer: "",
  phase: "idle",
  attempts: 0,
  calls: 0,
  agentFailures: 0,
  infraFailures: 0,
  startedAt: null,
  attemptAt: null,
  reportedAt: null,
  finishedAt: null,
  halting: null,
  ending: null,
  failure: null,
  fingerprint: "",
  candidate: null,
  resolution: null,
  retryAt: null,
  due: null,
  placed: null,
  note: "",
  usage: NO_USAGE,
  cached: null,
  settled: null,
  output: "",
  fact: null,
  branch: null,
  gate: null,
  pressing: false,
} as const;

export const fresh = (task: Task, index: number, around: Around): TaskState => ({
  ...UNHEARD,
  task,
  index,
  ...around,
  planned: around.children,
  growth: isGroup(task) ? [] : NO_GROWTH,
  unmet: around.needs.length,
  openChildren: around.children.length,
});
