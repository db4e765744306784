/** Ends a switch: a new arm of the union becomes a type error here instead of a silent default. */
export function unreachable(arm: never): never {
  throw new Error(`Internal error: unexpected ${JSON.stringify(arm)}`);
}
