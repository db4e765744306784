/** One place where a run is shown on the platform: what was sent last, and whether anything more can be sent. */
import type { Result } from "../../core/base/result.ts";
import type { Trouble } from "./api.ts";

/** After so many requests in a row that came to nothing, only the end is told. */
export const MAX_MISSES = 3;

export type Surface = {
  readonly name: string;
  /** What the platform calls the permission that it takes. */
  readonly permission: string;
  id: number | null;
  /** The words that stand there now. */
  sent: string | null;
  misses: number;
  /** Why nothing is sent any more. */
  off: string | null;
  /** The end stands there. */
  finished: boolean;
};

export const surface = (name: string, permission: string, id: number | null): Surface => ({
  name,
  permission,
  id,
  sent: null,
  misses: 0,
  off: null,
  finished: false,
});

/** In words for the summary: what was not done, and what would help. */
export function troubleText({ name, permission }: Surface, trouble: Trouble): string {
  switch (trouble.kind) {
    case "forbidden":
    case "unauthorised":
      return `The ${name} was not written: the token may not do it - ${trouble.words}. Give the job \`${permission}\`; on a fork's pull request the token can only read.`;
    case "missing":
    case "invalid":
      return `The ${name} was not written: GitHub did not take it - ${trouble.words}.`;
    case "limited":
      return `The ${name} is not up to date: GitHub limits the requests of this repository - ${trouble.words}.`;
    case "spent":
      return `The ${name} is not up to date: this run has used up its requests - ${trouble.words}.`;
    default:
      return `The ${name} is not up to date: GitHub cannot be reached - ${trouble.words}.`;
  }
}

/** Some troubles do not go away. */
const FINAL: ReadonlySet<Trouble["kind"]> = new Set([
  "forbidden",
  "unauthorised",
  "missing",
  "invalid",
  "spent",
]);

/** Notes how a request went; gives what has to be said about it, each thing once. */
export function noted<T>(place: Surface, result: Result<T, Trouble>): string | null {
  if (result.ok) {
    place.misses = 0;
    return null;
  }
  place.misses += 1;
  const words = troubleText(place, result.error);
  if (FINAL.has(result.error.kind)) place.off = words;
  return place.misses === 1 || place.off !== null ? words : null;
}
