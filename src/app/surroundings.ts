/** What the expressions of a run may see besides its tasks: of secrets only their names. */
import type { RunState } from "../core/run/state.ts";
import { results } from "./results.ts";
import type { Surroundings } from "./scope.ts";
import type { World } from "./world.ts";

export function surroundingsOf(world: World, state: RunState): Surroundings {
  const masked = Object.fromEntries(Object.keys(world.secrets).map((name) => [name, `secret ${name}`]));
  return {
    run: world.run,
    state,
    results: results(world.artifacts),
    environment: world.environment,
    secrets: masked,
    functions: world.functions,
  };
}
