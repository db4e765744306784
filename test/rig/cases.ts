/** How many random cases a property is tried on: few while editing, many in CI (`AO_CASES=10000`). */
export const CASES = Number(process.env["AO_CASES"] ?? 300);

/** Milliseconds a property may take: it grows with the number of cases. */
export const PATIENCE = 60_000 + CASES * 20;

/** Graphs in which everything grows, waits and costs take as long as many plain ones. */
export const GROWN_CASES = Math.ceil(CASES / 4);

/** Whole runs in many parts, each redone after a death, take as long as many of those. */
export const SHARED_CASES = Math.ceil(CASES / 12) + 50;
