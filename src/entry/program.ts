/** The program behind the door: one text, loaded by it. */
import type * as Requests from "./plan-request.ts";
import type * as Origins from "./carried-origin.ts";
import type * as Writers from "./leg-writers.ts";
import type * as Watching from "./watched.ts";

export { fault } from "./fault.ts";
export { main } from "./main.ts";

export const planned: typeof Requests.planned = async (request, door) => {
  const { planned: asked } = await import("./plan-request.ts");
  return asked(request, door);
};

export const leftBehind: typeof Watching.leftBehind = async (directory, run) => {
  const { leftBehind: found } = await import("./watched.ts");
  return found(directory, run);
};

export const writersFor = async (
  ...asked: Parameters<typeof Writers.writersFor>
): Promise<ReturnType<typeof Writers.writersFor>> => {
  const { writersFor: found } = await import("./leg-writers.ts");
  return found(...asked);
};

export const decidedUntil = async (
  ...asked: Parameters<typeof Writers.decidedUntil>
): Promise<ReturnType<typeof Writers.decidedUntil>> => {
  const { decidedUntil: found } = await import("./leg-writers.ts");
  return found(...asked);
};

export const comesFrom = async (...told: Parameters<typeof Origins.comesFrom>): Promise<void> => {
  const { comesFrom: tell } = await import("./carried-origin.ts");
  tell(...told);
};
