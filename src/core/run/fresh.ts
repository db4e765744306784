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

/**
 * Nothing was ever said of it. All fields are named in one place, however many they are: then every task has one shape in memory
 * from its beginning, and V8 learns to put them at once where what lives long lies. Put together from parts, one took 50 us to make,
 * and each later change of it twenty times as long; as a copy of a pattern, 100,000 took a fifth longer.
 */
export const fresh = (task: Task, index: number, around: Around): TaskState => ({
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
});
