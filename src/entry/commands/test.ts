/** `test`: plays workflows by what stands beside them, and says what does not come out as expected. */
import { renameSync, writeFileSync } from "node:fs";
import { scriptedAgent } from "../../adapters/agents/scripted.ts";
import { guarded } from "../../adapters/store/trouble.ts";
import { digestOf } from "../../adapters/system/digest.ts";
import { schemaIssues } from "../../adapters/system/schema.ts";
import { workflows } from "../../app/find.ts";
import { testPath } from "../../app/places.ts";
import type { Bench } from "../../app/test-run.ts";
import { passed, tested, type Suite } from "../../app/test-suite.ts";
import { isBlank, updated } from "../../app/test-update.ts";
import type { Library } from "../../app/validate.ts";
import { lines } from "../../core/base/lines.ts";
import { ok } from "../../core/base/result.ts";
import type { Diagnostic, FileReport } from "../../core/spec/diagnostic.ts";
import { diagnosticsText } from "../../core/render/diagnostics.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { exitFor, projectWithPlugins } from "../project.ts";
import { say } from "../say.ts";

const BENCH: Bench = {
  scripted: (sleep, now) => scriptedAgent({ sleep, now, write: () => ok(null) }),
  hash: digestOf,
  issues: schemaIssues,
  breathe: () => new Promise((resolve) => void setImmediate(resolve)),
};

/** Without names: every workflow of this project that has tests. */
function wordsOf(from: Library, words: readonly string[]): readonly string[] {
  if (words.length > 0) return words;
  return workflows(from.files, from.places).flatMap(({ path, origin }) => {
    const tests = origin === "project" ? testPath(path) : undefined;
    return tests !== undefined && from.files.isFile(tests) ? [path] : [];
  });
}

const diagnosticsOf = ({ cases }: Suite): readonly Diagnostic[] =>
  cases.flatMap(({ diagnostics }) => diagnostics);

const reportsOf = (suite: Suite): readonly FileReport[] =>
  suite.reports.length > 0
    ? suite.reports
    : [{ file: suite.file, text: suite.text, diagnostics: diagnosticsOf(suite) }];

type Tally = Readonly<{ passed: number; failed: number; refused: number }>;

function tallyOf(suites: readonly Suite[]): Tally {
  const cases = suites.flatMap((suite) => suite.cases);
  const good = cases.filter(passed).length;
  const refused = suites.filter(({ reports }) => reports.length > 0).length;
  return { passed: good, failed: cases.length - good, refused };
}

const summary = ({ passed: good, failed }: Tally): string => `${good} passed, ${failed} failed\n`;

function text(call: Call, suites: readonly Suite[]): string {
  const reports = suites.flatMap(reportsOf).filter(({ diagnostics }) => diagnostics.length > 0);
  const names = suites.flatMap(({ cases, workflow }) =>
    cases.map((one) => `${passed(one) ? "ok  " : "FAIL"} ${workflow}: ${one.given.name}\n`),
  );
  const findings =
    reports.length === 0 ? "" : `\n${diagnosticsText(reports, { color: call.world.out.color })}`;
  return `${call.flags.on("quiet") ? "" : names.join("")}${findings}`;
}

function caseJson({ text: source }: Suite, outcome: Suite["cases"][number]): object {
  const view = lines(source);
  return {
    name: outcome.given.name,
    passed: passed(outcome),
    findings: outcome.diagnostics.map(({ code, severity, message, help, span }) => ({
      code,
      severity,
      message,
      ...(help === undefined ? {} : { help }),
      ...view.position(span.start),
    })),
    unmet: outcome.unmet.map(({ path, expected, actual }) => ({
      path,
      expected,
      ...(actual === undefined ? {} : { actual }),
    })),
    document: outcome.document,
  };
}

function json(suites: readonly Suite[]): string {
  const { passed: good, failed } = tallyOf(suites);
  const document = {
    schemaVersion: 1,
    passed: good,
    failed,
    suites: suites.map((suite) => ({
      workflow: suite.workflow,
      file: suite.file,
      refused: suite.reports.flatMap(({ diagnostics }) =>
        diagnostics.map(({ code, message }) => ({ code, message })),
      ),
      cases: suite.cases.map((outcome) => caseJson(suite, outcome)),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Writes down what happens now, and says what it could not write. */
function update({ world, flags }: Call, { path, file, text: before, cases }: Suite): boolean {
  const change = updated(before, cases);
  if (change === null) {
    world.err.write(
      `${file} was left alone: written anew it could not be read any more; change it by hand\n`,
    );
    return false;
  }
  if (change.text !== before) {
    guarded(`write ${path}`, () => {
      writeFileSync(`${path}.new`, change.text);
      renameSync(`${path}.new`, path);
    });
  }
  if (!flags.on("quiet")) world.err.write(`${file}: ${change.updated} expectations written anew\n`);
  return true;
}

async function all(from: Library, words: readonly string[]): Promise<readonly Suite[]> {
  const suites: Suite[] = [];
  for (const word of words) suites.push(await tested(from, word, BENCH));
  return suites;
}

function exitOf({ failed, refused }: Tally, suites: readonly Suite[]): ExitCode {
  if (refused > 0) return exitFor(suites.flatMap(({ reports }) => reports));
  return failed > 0 ? EXIT.failed : EXIT.done;
}

export async function handle(call: Call): Promise<ExitCode> {
  const { args, flags, world } = call;
  const from = projectWithPlugins(call);
  if (!from.ok) return say(world, from.error);
  const words = wordsOf(from.value, args);
  if (words.length === 0) {
    const help = "write <workflow>.test.yml beside a workflow";
    return say(world, { exit: EXIT.usage, message: "no workflow of this project has tests", help });
  }
  let suites = await all(from.value, words);
  const outdated = suites.filter(({ cases }) => cases.some((one) => one.unmet.length > 0 || isBlank(one)));
  if (flags.on("update") && outdated.length > 0) {
    const written = outdated.map((suite) => update(call, suite));
    if (written.includes(true)) suites = await all(from.value, words);
  }
  const tally = tallyOf(suites);
  world.out.write(flags.on("json") ? json(suites) : text(call, suites));
  if (!flags.on("json")) world.out.write(summary(tally));
  return exitOf(tally, suites);
}
