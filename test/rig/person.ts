/** A person at a terminal that is none: what is asked can be read, what is typed was thought of before. */
import { PassThrough } from "node:stream";
import type { Call, Sink } from "../../src/entry/command.ts";
import type { Desk } from "../../src/entry/confirm.ts";

type Written = Sink & Readonly<{ text: () => string }>;

function sink(terminal: boolean): Written {
  const parts: string[] = [];
  const write = (text: string): void => void parts.push(text);
  return {
    write,
    asIs: write,
    text: () => parts.join(""),
    terminal,
    columns: 80,
    closed: false,
    color: false,
  };
}

type Place = Readonly<{ call: Call; out: Written; err: Written }>;

/** A command as its handler is given it. */
export function called(directory: string, given: readonly string[] = [], terminal = true): Place {
  const [out, err] = [sink(false), sink(terminal)];
  return {
    out,
    err,
    call: {
      args: ["latest"],
      flags: {
        on: (name) => given.includes(name),
        text: () => undefined,
        number: () => undefined,
        list: () => [],
      },
      world: {
        env: { PATH: process.env["PATH"] },
        directory,
        definitions: directory,
        root: process.cwd(),
        out,
        err,
        unicode: true,
        zone: () => 0,
        onSignal: () => () => undefined,
        load: (url) => import(url),
        exitNow: () => undefined,
        remember: () => undefined,
      },
    },
  };
}

/** A person who types this and then says no more. */
export function desk(words: string): Readonly<{ desk: () => Promise<Desk>; shown: () => string }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(words);
  return { desk: () => Promise.resolve({ input, output }), shown: () => String(output.read() ?? "") };
}
