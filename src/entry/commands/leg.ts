/** `leg`: one run done by several processes, each with a part of it. */
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { advance, finish } from "../leg-conduct.ts";
import { begin } from "../leg-plan.ts";
import { perform } from "../leg-work.ts";
import { say } from "../say.ts";

type Do = Readonly<{ act: (call: Call) => Promise<ExitCode>; needs: number; usage: string }>;

const WORDS: Readonly<Record<string, Do>> = {
  begin: { act: begin, needs: 1, usage: "leg begin <workflow>" },
  perform: { act: perform, needs: 2, usage: "leg perform <run> <leg>" },
  advance: { act: advance, needs: 1, usage: "leg advance <run> --wave <k>" },
  finish: { act: finish, needs: 1, usage: "leg finish <run>" },
};

export async function handle(call: Call): Promise<ExitCode> {
  const [what = "", ...rest] = call.args;
  const found = Object.hasOwn(WORDS, what) ? WORDS[what] : undefined;
  const usages = Object.values(WORDS).map(({ usage }) => usage);
  if (found === undefined || rest.length !== found.needs) {
    const message = found === undefined ? `leg does not know "${what}"` : `"leg ${what}" needs other words`;
    const help = `write ${found?.usage ?? usages.join(", or ")}`;
    return say(call.world, { exit: EXIT.usage, message, help });
  }
  return found.act({ ...call, args: what === "begin" ? [what, ...rest] : rest });
}
