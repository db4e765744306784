/** `agents`: who can be asked, who came and went, and how they have been doing. */
import { localHealth } from "../../adapters/store/health.ts";
import { healthReport } from "../../app/health.ts";
import { millis } from "../../core/base/brand.ts";
import { nearest } from "../../core/base/nearest.ts";
import { healthDocument, healthTable } from "../../core/render/agents-health.ts";
import { styled } from "../../core/render/paint.ts";
import { add, remove } from "../agents-change.ts";
import { list, show } from "../agents-list.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { documentText } from "../run-document.ts";
import { say } from "../say.ts";
import { stateDirectory } from "../stored-run.ts";

function health(call: Call): ExitCode {
  const { flags, world } = call;
  const now = millis(Date.now());
  const report = healthReport(localHealth(stateDirectory(call)), now);
  world.out.write(
    flags.on("json")
      ? documentText(healthDocument(report))
      : healthTable(report, styled(world.out.color, world.unicode), now),
  );
  return EXIT.done;
}

const ABOUT_ALL: ReadonlyMap<string, (call: Call) => ExitCode> = new Map([
  ["health", health],
  ["list", list],
]);
const ABOUT_ONE: ReadonlyMap<string, (call: Call, word: string) => ExitCode | Promise<ExitCode>> = new Map<
  string,
  (call: Call, word: string) => ExitCode | Promise<ExitCode>
>([
  ["show", show],
  ["add", add],
  ["remove", remove],
]);

const WORDS = [...ABOUT_ALL.keys(), ...ABOUT_ONE.keys()];

function answer(call: Call): ExitCode | Promise<ExitCode> {
  const { args, world } = call;
  const [what = "health", word, more] = args;
  const [all, one] = [ABOUT_ALL.get(what), ABOUT_ONE.get(what)];
  if (all !== undefined && word === undefined) return all(call);
  if (one !== undefined && word !== undefined && more === undefined) return one(call, word);
  if (one !== undefined && word === undefined)
    return say(world, {
      exit: EXIT.usage,
      message: `agents ${what} needs a name`,
      help: `e.g. agents ${what} coder`,
    });
  if (all !== undefined || one !== undefined)
    return say(world, {
      exit: EXIT.usage,
      message: `agents ${what} does not take ${JSON.stringify(more ?? word)}`,
    });
  const close = nearest(what, WORDS);
  const help = close === undefined ? `it takes ${WORDS.join(", ")}` : `did you mean "${close}"?`;
  return say(world, { exit: EXIT.usage, message: `agents does not know ${JSON.stringify(what)}`, help });
}

export const handle = (call: Call): Promise<ExitCode> => Promise.resolve(answer(call));
