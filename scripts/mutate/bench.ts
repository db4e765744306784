/** A process that holds the tests of one area ready, puts one broken file at a time under them and answers whether they noticed. */
import { join } from "node:path";
import { createVitest } from "vitest/node";

export type Order = Readonly<{ file: string; text: string }>;
export type Answer = Readonly<{ noticed: boolean }>;

const [folder, tests] = process.argv.slice(2);
if (folder === undefined || tests === undefined)
  throw new Error("Internal error: a bench needs a folder and its tests");

let broken: Order | null = null;

const vitest = await createVitest(
  "test",
  {
    root: folder,
    config: false,
    watch: true,
    include: [`${tests}/**/*.test.ts`],
    setupFiles: [join(import.meta.dirname, "setup.ts")],
    pool: "threads",
    isolate: false,
    fileParallelism: false,
    bail: 1,
    reporters: [{}],
  },
  {
    server: { watch: null },
    plugins: [
      {
        name: "broken-file",
        enforce: "pre",
        transform: (_, id) => (broken !== null && id === join(folder, broken.file) ? broken.text : undefined),
      },
    ],
  },
);
const files = await vitest.globTestSpecifications();

async function noticed(order: Order): Promise<boolean> {
  const before = broken;
  broken = order;
  for (const { file } of [before ?? order, order]) vitest.invalidateFile(join(folder ?? "", file));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(files, true);
  return unhandledErrors.length > 0 || !testModules.every((module) => module.ok());
}

process.on("message", (order: Order) => {
  void noticed(order).then((answer) => process.send?.({ noticed: answer } satisfies Answer));
});
process.on("disconnect", () => process.exit());
process.send?.({ noticed: false } satisfies Answer);
