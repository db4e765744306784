/** How many cases a property tries: few on every save, `AO_CASES=10000` in CI. A failing property prints its seed. */
import fc from "fast-check";

const asked = Number(process.env["AO_CASES"] ?? "");
const heavy = Number.isSafeInteger(asked) && asked > 0;

/** For properties that need a number of their own: never fewer than what was asked for as a whole. */
export const runs = (usual: number): number => (heavy ? Math.max(asked, usual) : usual);

if (heavy) fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: asked });
