/** `validate`: everything that is wrong with workflow files, at once, in the form that the reader wants. */
import type { FileReport } from "../../core/spec/diagnostic.ts";
import { diagnosticsText } from "../../core/render/diagnostics.ts";
import { diagnosticsJson, diagnosticsSarif } from "../../core/render/diagnostics-data.ts";
import { diagnosticsCompact, diagnosticsGithub } from "../../core/render/diagnostics-lines.ts";
import { find, workflows } from "../../app/find.ts";
import { tableReport } from "../../app/routing.ts";
import { testReports } from "../../app/test-reports.ts";
import { examine, isRefused, tally, type Library } from "../../app/validate.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { exitFor, projectWithPlugins, withPlugins } from "../project.ts";
import { say } from "../say.ts";
import { CONFIGURATION_FILE } from "../setting-names.ts";
import { versionIn } from "./version.ts";

function reportsFor(from: Library, word: string): readonly FileReport[] {
  const table = word === CONFIGURATION_FILE ? tableReport(from, word) : null;
  if (table !== null) return [table];
  const tests = testReports(from, word);
  if (tests !== null) return tests;
  const found = find(from.files, from.places, word);
  if (!found.ok) return [{ file: word, text: "", diagnostics: [found.error] }];
  return examine(from, found.value.path).reports;
}

/** Without names: the project's own files; the library was checked before it was shipped. */
function reportsOf(from: Library, words: readonly string[]): readonly FileReport[] {
  if (words.length > 0) return words.flatMap((word) => reportsFor(from, word));
  const own = workflows(from.files, from.places).filter((each) => each.origin === "project");
  const table = tableReport(from, CONFIGURATION_FILE);
  return [...own.flatMap((each) => examine(from, each.path).reports), ...(table === null ? [] : [table])];
}

const files = (count: number): string => `${count} ${count === 1 ? "file" : "files"}`;

function text(call: Call, reports: readonly FileReport[]): string {
  const { errors, warnings } = tally(reports);
  if (errors + warnings === 0)
    return call.flags.on("quiet") ? "" : `${files(reports.length)} checked, no mistakes found\n`;
  return diagnosticsText(
    reports.filter((report) => report.diagnostics.length > 0),
    { color: call.world.out.color },
  );
}

function rendered(call: Call, reports: readonly FileReport[]): string {
  const { flags, world } = call;
  switch (flags.on("json") ? "json" : flags.text("format")) {
    case "json":
      return diagnosticsJson(reports);
    case "sarif":
      return diagnosticsSarif(reports, versionIn(world.root));
    case "github":
      return diagnosticsGithub(reports);
    case "compact":
      return diagnosticsCompact(reports);
    default:
      return text(call, reports);
  }
}

export async function handle(call: Call): Promise<ExitCode> {
  const { args, flags, world } = call;
  const from = projectWithPlugins(call);
  if (!from.ok) return say(world, from.error);
  const reports = await withPlugins(from.value, () => reportsOf(from.value, args));
  if (reports.length === 0 && args.length === 0) {
    world.err.write("there are no workflow files in .claude/workflows, .github/agents or workflows\n");
  }
  if (flags.text("format") === "github") world.out.asIs(rendered(call, reports));
  else world.out.write(rendered(call, reports));
  return isRefused(reports, flags.on("strict")) ? exitFor(reports) : EXIT.done;
}
