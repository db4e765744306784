/** What carries runs between jobs: one text, loaded where something is to be carried. */

export { beginWithNamed, beginWithSame, keepPage, keepRun, questionOf } from "./action-carry.ts";
export { beginOrdered } from "./carry-ordered.ts";
export { leaveBase, takeBase } from "./carry-base.ts";
export { basisIn, keepBasis } from "./carry-basis.ts";
export { leaveEffects, takeEffects } from "./carry-effects.ts";
export { leaveLeg, objectsBefore, takeLegs } from "./carry-legs.ts";
