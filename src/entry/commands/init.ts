/** `init`: the first files of a project, and the workflow files of GitHub that call the action; what is there stays as it is. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { callers } from "../../adapters/github/callers.ts";
import { localFiles } from "../../adapters/system/files.ts";
import { workflows } from "../../app/find.ts";
import { testPath } from "../../app/places.ts";
import { nearest } from "../../core/base/nearest.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { say, type Complaint } from "../say.ts";
import { FIRST, FIRST_TEST, FIRST_WORKFLOW, routingText } from "../scaffold.ts";
import { CONFIGURATION_FILE, PROGRAM } from "../setting-names.ts";

const FOLDER = ".claude/workflows";
const PIN = /^[0-9a-f]{40}$/;

type Planned = Readonly<{ path: string; text: string }>;

/** The line for editors names a place that is another one from here. */
const withoutSchema = (text: string): string => text.replace(/^# yaml-language-server:[^\n]*\n/, "");

function copied(call: Call, name: string): Result<readonly Planned[], Complaint> {
  const { world } = call;
  const places = { project: world.root, library: world.root };
  const all = workflows(localFiles, places);
  const found = all.find((each) => each.name === name);
  if (found === undefined) {
    const names = all.map((each) => each.name);
    const close = nearest(name, names);
    const help = close === undefined ? `there are ${names.join(", ")}` : `did you mean "${close}"?`;
    return err({ exit: EXIT.usage, message: `there is no template "${name}"`, help });
  }
  const test = testPath(found.path);
  const ending = found.path.slice(found.path.lastIndexOf("."));
  const files = [{ path: `${FOLDER}/${name}${ending}`, from: found.path }];
  if (test !== undefined && existsSync(test)) files.push({ path: `${FOLDER}/${name}.test.yml`, from: test });
  return ok(files.map(({ path, from }) => ({ path, text: withoutSchema(readFileSync(from, "utf8")) })));
}

const own: readonly Planned[] = [
  { path: `${FOLDER}/${FIRST}.yml`, text: FIRST_WORKFLOW },
  { path: `${FOLDER}/${FIRST}.test.yml`, text: FIRST_TEST },
];

function forGithub(workflow: string, pin: string | null): readonly Planned[] {
  const files = callers({ workflow: "auto", pin });
  return [
    ...files.map(({ file, text }) => ({ path: `.github/workflows/${file}`, text })),
    { path: CONFIGURATION_FILE, text: routingText(workflow) },
  ];
}

function planned(call: Call): Result<readonly Planned[], Complaint> {
  const { flags } = call;
  const template = flags.text("template");
  const pin = flags.text("pin") ?? null;
  if (pin !== null && !PIN.test(pin))
    return err({
      exit: EXIT.usage,
      message: "--pin takes a whole commit",
      help: "forty letters of 0-9 and a-f, of a release that you have read",
    });
  const files = template === undefined ? ok(own) : copied(call, template);
  if (!files.ok) return files;
  const more = flags.text("ci") === "github" ? forGithub(template ?? FIRST, pin) : [];
  return ok([...files.value, ...more]);
}

/** False if something is there already, even a link that leads nowhere. */
function isWritten(directory: string, { path, text }: Planned): boolean {
  const target = join(directory, path);
  mkdirSync(dirname(target), { recursive: true });
  try {
    writeFileSync(target, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function steps(call: Call, kept: readonly string[]): readonly string[] {
  const { flags } = call;
  const name = flags.text("template") ?? FIRST;
  const local = [`${PROGRAM} test ${name}`, `${PROGRAM} run ${name} --runner scripted`];
  if (flags.text("ci") !== "github") return local;
  return [
    ...local,
    "commit the files to the default branch: what a pull request brings does not decide about its own run",
    "add the secret ANTHROPIC_API_KEY to the environment `agents` of the repository",
    ...(flags.text("pin") === undefined
      ? ["put the commit of a release in place of `v1`, or do it with --pin"]
      : []),
    ...(kept.includes(CONFIGURATION_FILE)
      ? [`add a \`routing\` table to ${CONFIGURATION_FILE}: docs/triggers.md`]
      : []),
  ];
}

export function handle(call: Call): Promise<ExitCode> {
  const { flags, world } = call;
  const files = planned(call);
  if (!files.ok) return Promise.resolve(say(world, files.error));
  const [written, kept]: [string[], string[]] = [[], []];
  for (const file of files.value) (isWritten(world.directory, file) ? written : kept).push(file.path);
  const next = steps(call, kept);
  if (flags.on("json")) {
    world.out.write(`${JSON.stringify({ schemaVersion: 1, written, kept, next }, null, 2)}\n`);
    return Promise.resolve(EXIT.done);
  }
  for (const path of written) world.out.write(`written  ${path}\n`);
  for (const path of kept) world.out.write(`kept     ${path}\n`);
  if (!flags.on("quiet")) world.err.write(`what to do next\n${next.map((line) => `  ${line}\n`).join("")}`);
  return Promise.resolve(EXIT.done);
}
