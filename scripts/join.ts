/** Puts modules that are always loaded together into one, so that no name has to be looked up on the way from one to the next. */
import { join, relative, sep } from "node:path";
import { rolldown } from "rolldown";

/** What is found at run time, and what the bundler puts beside our own code. */
const OUTSIDE = /^(?:node:|yaml$|ajv(?:$|\/))/;
/** Helpers that stand in no file of ours begin with this. */
const VIRTUAL = "\0";
const UNNAMED = "[name].js";

/** After the module that is run last, since that is the one that others ask for. */
function nameOf(emitted: string, modules: readonly string[]): string {
  const last = modules.at(-1);
  if (last === undefined || last.startsWith(VIRTUAL)) return UNNAMED;
  return relative(emitted, last).replaceAll(sep, "/");
}

/** What `door` loads, at once or later, in the same folders under `to` as under `emitted`. What is loaded together stays so. */
export async function joined(emitted: string, door: string, to: string): Promise<void> {
  const bundle = await rolldown({
    input: { [`entry/${door}`]: join(emitted, "entry", `${door}.js`) },
    platform: "node",
    plugins: [{ name: "outside", resolveId: (id) => (OUTSIDE.test(id) ? { id, external: true } : null) }],
  });
  await bundle.write({
    dir: to,
    format: "esm",
    // The names that a door gives to others are its own.
    minifyInternalExports: false,
    entryFileNames: UNNAMED,
    chunkFileNames: ({ moduleIds }) => nameOf(emitted, moduleIds),
  });
  await bundle.close();
}
