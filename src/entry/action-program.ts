/** A short question to the program: its words in, what it said out. */
import { programEnvironment } from "./action-ground.ts";
import { sinkTo } from "./action-sink.ts";
import type { Stage } from "./action-stage.ts";
import type { ExitCode } from "./exit-codes.ts";

export type Reply = Readonly<{ code: ExitCode; out: string; err: string }>;

export async function askProgram(
  stage: Stage,
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const { door } = stage;
  let [out, err] = ["", ""];
  const code = await door.program().main(words, {
    env: programEnvironment(door.env, more),
    root: door.root,
    load: door.load,
    remember: () => undefined,
    outside: {
      out: sinkTo(stage, (text) => (out += text)),
      err: sinkTo(stage, (text) => (err += text)),
      unicode: true,
    },
  });
  return { code, out, err };
}
