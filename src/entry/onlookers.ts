/** Who shows a run elsewhere than on this machine, if anybody does: what they need to see it is loaded only then. */
import type { Channel } from "../ports/channel.ts";
import type { World } from "./command.ts";
import type * as Watching from "./watched.ts";

export async function onlookers(
  world: World,
  run: Parameters<typeof Watching.watched>[0],
): Promise<readonly Channel[]> {
  if (world.watch === undefined) return [];
  const { watched } = await import("./watched.ts");
  return [world.watch(await watched(run, world))];
}
