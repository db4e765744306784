/** In `mode: autonomous` the whole team stands in one group that no file writes down; it needs a name all the same. */
import type { Spec } from "./spec.ts";

const NAME = "autonomous";

export const isAutonomous = ({ settings }: Spec): boolean => settings["mode"] === "autonomous";

/** Whatever the author called his tasks, it is not one of their names. */
export function chooserName(known: Readonly<{ has: (id: string) => boolean }>): string {
  let name = NAME;
  for (let number = 1; known.has(name); number += 1) name = `${NAME}-${number}`;
  return name;
}
