/** What was asked of the action as words of the command line: the same program, the same checks, no second way in. */
import type { Pairs } from "../core/route/comment.ts";
import type { Wishes } from "./action-wishes.ts";

export type Place = Readonly<{
  directory: string;
  state: string;
  /** A file that holds the inputs, if there are any. */
  inputs: string | null;
  /** The files come from somebody else. */
  untrusted: boolean;
  /** Where what decides is read, if not in the project. */
  definitions?: string | null;
  /** Inputs that somebody named one by one. */
  pairs?: Pairs;
  /** What people said in the run that is gone on with does not count. */
  unheard?: boolean;
}>;

const set = (name: string, value: string | null): readonly string[] =>
  value === null || value === "" ? [] : [`--${name}=${value}`];

const everywhereIn = ({
  directory,
  definitions = null,
  state,
  untrusted,
}: Omit<Place, "inputs">): readonly string[] => [
  ...set("directory", directory),
  ...set("definitions", definitions),
  ...set("state-dir", state),
  "--no-input",
  ...(untrusted ? ["--untrusted"] : []),
];

const paramsIn = ({ pairs = [] }: Pick<Place, "pairs">): readonly string[] =>
  pairs.map(([name, value]) => `--param=${name}=${value}`);

/** For one part of a run: flags by their names, then what is to be done with what. */
export const wordsOfPart = (
  place: Omit<Place, "inputs">,
  flags: Readonly<Record<string, string | null>>,
  what: readonly string[],
): readonly string[] => [
  "leg",
  ...everywhereIn(place),
  ...Object.entries(flags).flatMap(([name, value]) => set(name, value)),
  ...paramsIn(place),
  "--",
  ...what,
];

/** A value stands behind its `=`, a name behind `--`: none of them can become a flag. */
export function wordsOf(wanted: Wishes, place: Place): readonly string[] {
  const { inputs, unheard = false } = place;
  const everywhere = everywhereIn(place);
  if (wanted.mode === "validate") {
    return ["validate", ...everywhere, "--json", ...(wanted.workflow === "" ? [] : ["--", wanted.workflow])];
  }
  const both = [
    ...everywhere,
    ...set("runner", wanted.runner),
    ...set("max-parallel", wanted.maxParallel),
    ...set("max-cost-usd", wanted.maxCostUsd),
  ];
  // What it was planned from is not believed either.
  const again = unheard ? ["--ask-again", "--workflow=current"] : [];
  if (wanted.resume !== "")
    return ["resume", ...both, ...again, ...set("rerun", wanted.rerun), "--", wanted.resume];
  return [
    "run",
    ...both,
    ...set("params", inputs),
    ...paramsIn(place),
    ...set("timeout", wanted.timeout),
    ...(wanted.dryRun ? ["--dry-run"] : []),
    "--",
    wanted.workflow,
  ];
}
