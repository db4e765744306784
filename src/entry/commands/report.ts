/** `report`: a run as one file for a browser, to be sent, attached or kept. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { storedFunctions } from "../plugins.ts";
import { documentText, runOutputs } from "../run-document.ts";
import { reportOf } from "../run-report.ts";
import { say } from "../say.ts";
import { anyFolder, driverOf, openRun, stateDirectory } from "../stored-run.ts";

export const REPORT_VERSION = 1;

export async function handle(call: Call): Promise<ExitCode> {
  const { args, flags, world } = call;
  const folder = anyFolder(call, args[0] ?? "latest");
  if (!folder.ok) return say(world, folder.error);
  const run = openRun(folder.value);
  if (!run.ok) return say(world, run.error);
  const functions = await storedFunctions(call, run.value.plan);
  const page = reportOf(run.value, runOutputs(run.value, world, functions), {
    url: null,
    commit: "",
    driven: driverOf(run.value.folder) !== undefined,
    concealed: world.concealed ?? [],
    state: stateDirectory(call),
  });
  const name = flags.text("output") ?? `report-${run.value.folder.id}.html`;
  if (name === "-") {
    world.out.write(page);
    return EXIT.done;
  }
  const path = resolve(world.directory, name);
  try {
    writeFileSync(path, page);
  } catch (error) {
    const message = `the report could not be written: ${error instanceof Error ? error.message : String(error)}`;
    return say(world, { exit: EXIT.infrastructure, message, help: "name another file with -o" });
  }
  const { id } = run.value.folder;
  const bytes = Buffer.byteLength(page);
  world.out.write(
    flags.on("json") ? documentText({ schemaVersion: REPORT_VERSION, run_id: id, path, bytes }) : `${path}\n`,
  );
  return EXIT.done;
}
