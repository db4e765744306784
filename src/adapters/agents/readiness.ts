/** What a coding agent's program lacks on this machine, and whether it may be installed where it is missing. */
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Agent, Lack } from "../../ports/agent.ts";
import { type Outside, programOf, type Wanted } from "./installed.ts";

/** When a missing program may be installed: `never`, `always`, or, as long as nobody says anything, in CI. */
export const INSTALL_SETTING = "AGENT_ORCHESTRATOR_INSTALL";

const HINT = "to see the same graph run without a key: --runner scripted";

const isTrue = (value: string | undefined): boolean => value === "true" || value === "1";

/** npm is a script on Windows, which only a shell could start. */
export function mayInstall(env: Outside, platform: string = process.platform): Result<boolean, string> {
  const wish = env[INSTALL_SETTING] ?? "";
  if (wish !== "" && wish !== "never" && wish !== "always")
    return err(`${INSTALL_SETTING} is never or always, not ${JSON.stringify(wish)}`);
  if (platform === "win32" || wish === "never") return ok(false);
  return ok(wish === "always" || isTrue(env["CI"]) || isTrue(env["GITHUB_ACTIONS"]));
}

type Asked = Readonly<{ wanted: Wanted; key: string | null; env: Outside; directories: readonly string[] }>;

const installing =
  ({ wanted, env, directories }: Asked): NonNullable<Lack["mend"]> =>
  async (say) => {
    const { pinned } = wanted;
    say(`installing ${pinned.title} ${pinned.version} …`);
    const { install } = await import("./install.ts");
    const failure = await install(pinned, env);
    if (failure !== null) return failure;
    const found = programOf(wanted, env, directories);
    return found.ok
      ? null
      : `npm installed ${pinned.package}@${pinned.version}, but no program for this machine`;
  };

/** `key`: what is missing of a login; without one nothing is worth installing. */
export function readiness(asked: Asked): Awaited<ReturnType<Agent["ready"]>> {
  const { wanted, key, env, directories } = asked;
  const program = programOf(wanted, env, directories);
  const consent = program.ok ? ok(false) : mayInstall(env);
  const lacks = [program.ok ? null : program.error, key, consent.ok ? null : consent.error];
  const said = lacks.filter((lack) => lack !== null);
  if (said.length === 0) return null;
  const missing = `the runner "${wanted.pinned.name}" is not available: ${said.join(", and ")}`;
  // Whoever names a place of their own wants no other program.
  const isMendable = key === null && consent.ok && consent.value && (env[wanted.setting] ?? "") === "";
  return { missing, hint: HINT, ...(isMendable ? { mend: installing(asked) } : {}) };
}
