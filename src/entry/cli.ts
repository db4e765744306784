/** The door from a terminal: the only place that reads the environment and the only one that catches. */
import { dirname, join } from "node:path";
import { codeCacheFolder, load } from "./code-cache.ts";
import { EXIT } from "./exit-codes.ts";
import { isLarge } from "./large-file.ts";
import type * as Program from "./program.ts";

const { env } = process;
const words = process.argv.slice(2);
let journal = "";

const remember = (folder: string): void => {
  journal = folder;
};

/** A word that is no command compiles nothing worth keeping, and a name from outside becomes no path. */
const command = /^[a-z]{1,16}$/.exec(words[0] ?? "")?.[0];
/**
 * With the code that it has kept V8 also keeps what it thought worth compiling better, and does that at once in every start that
 * follows. Where a large file was read that is more than what a small one needs, and it took a tenth of its time.
 */
const use = command === undefined || !words.slice(1).some(isLarge) ? command : `${command}-large`;

/** The program itself is compiled by hand, so it cannot import anything; and the bundler must leave this to the platform. */
const importModule = (url: string): Promise<unknown> =>
  import(/* webpackIgnore: true */ url) as Promise<unknown>;

const { exports, keep } = load(
  join(__dirname, "program.js"),
  use === undefined ? null : codeCacheFolder(env),
  use ?? "",
);
const program = exports as typeof Program;

// Without this, a process that waits for something that never comes would end as if all were well.
process.once("beforeExit", () => {
  process.exitCode = program.fault(new Error("Internal error: there was nothing left to wait for"), journal);
});

void program
  .main(words, { env, remember, root: dirname(__dirname), load: importModule })
  .catch((error: unknown) => program.fault(error, journal))
  .then((code) => {
    if (code === EXIT.done) keep();
    // Everything is written by now; without this the memory would be tidied up that is about to vanish.
    process.exit(code);
  });
