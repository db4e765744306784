/** What carries runs between jobs: one text, loaded where something is to be carried. */

export { beginWithNamed, beginWithSame, keepRun } from "./action-carry.ts";
export { leaveLeg, objectsBefore, takeLegs } from "./carry-legs.ts";
