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
const NOBODY: readonly number[] = [];

/**
 * Nothing was ever said of it. All fields are named here, also those that the plan fills in: then every task has one shape in
 * memory from its beginning. Put together from parts, one took 50 us to make, and each later change of it twenty times as long.
 */
const UNHEARD = {
  task: null,
  index: 0,
  needs: NOBODY,
  parent: -1,
  dependants: NOBODY,
  children: NOBODY,
  shielded: false,
  lane: null,
  home: -1,
  stage: 0,
  item: null,
  spot: null,
  attached: true,
  planned: NOBODY,
  growth: NO_GROWTH,
  unmet: 0,
  openChildren: 0,
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
  needs: around.needs,
  parent: around.parent,
  dependants: around.dependants,
  children: around.children,
  shielded: around.shielded,
  lane: around.lane,
  home: around.home,
  stage: around.stage,
  item: around.item,
  spot: around.spot,
  attached: around.attached,
  planned: around.children,
  growth: isGroup(task) ? [] : NO_GROWTH,
  unmet: around.needs.length,
  openChildren: around.children.length,
});
