/** Where the program writes while it runs inside of a step. */
import type { Stage } from "./action-stage.ts";
import type { Sink } from "./command.ts";
import { colored } from "./streams.ts";

export const sinkTo = (stage: Stage, write: (text: string) => void): Sink => ({
  write,
  asIs: write,
  terminal: false,
  columns: 120,
  closed: false,
  color: colored(stage.door.env, { color: false, noColor: false }, false),
});
