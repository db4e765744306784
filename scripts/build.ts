/** Makes dist/ from src/: `tsc` emits JavaScript into build/, what belongs together is joined, the bundler turns each door into one file and its lazy chunks. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ncc from "@vercel/ncc";
import { minifySync } from "rolldown/experimental";
import { joined } from "./join.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Each is an entry of its own: src/entry/<name>.ts becomes dist/<name>.js. A door loads the program and keeps what V8 made of it. */
const DOORS = ["cli", "index", "action", "post", "github", "carry", "program"] as const;
/** The YAML library, but for what every file needs: loaded by the others when they meet more than a plain file. */
const LIBRARY = "library";

/** Are written as one function each: their doors compile them as they stand, without putting a second copy together. */
const BUNDLES = /^(?:(?:\w+\.)?(?:program|github|carry)|library)\.js$/;

/** For who imports modules: the names of a script are not seen from outside. */
const MODULE_DOOR = `import door from "./index.js";
export const { link, task, workflow, WorkflowError } = door;
`;

/** Scripts start faster than modules and only they can be kept compiled, so dist/ says for itself that it holds none. */
const MANIFEST = `${JSON.stringify({ type: "commonjs" })}\n`;
const DIGEST_LENGTH = 16;

/** Each import at run time would become a file of its own; of ours, few files with lazy parts start faster than many. */
const LAZY = /\bimport\((?="(?:(?:\.\.?\/)+(?:entry\/)?)?((?<=\/)[^"]+|ajv)")/g;
/** What nearly every run needs stays in the first file. */
const USUAL = /^(?:commands\/run|patience|adapters\/terminal\/(?:lines|screen))\.js$/;
const OTHERS = "rest";

/** What is needed together lies together: who runs in a working tree reads nothing of pages, and `validate` neither. */
const PARTS: readonly (readonly [name: string, paths: RegExp])[] = [
  ["checker", /^ajv$/],
  // They start programs of others; what plugins bring runs in this process and comes with the rest.
  ["runners", /(?:^|\/)adapters\/agents\/(?!plugin\.js$)/],
  ["shown", /^watched\.js$/],
  ["page", /^(?:commands\/report|run-report)\.js$/],
  ["trees", /^(?:commands\/(?:diff|rollback)|attached-trees|files-before)\.js$|(?:^|\/)adapters\/git\//],
  ["outside", /^(?:commands\/deliver|proposing|handed-over)\.js$/],
  ["jobs", /^(?:commands\/(?:compile|leg|plan)|leg-writers)\.js$/],
];

/** Named, since what a file is called would follow from where its packages lie on this machine otherwise. */
function packed(path: string): string {
  if (USUAL.test(path)) return 'import(/* webpackMode: "eager" */ ';
  const name = PARTS.find(([, paths]) => paths.test(path))?.[0] ?? OTHERS;
  return `import(/* webpackChunkName: "${name}" */ `;
}

const SHEBANG = "#!/usr/bin/env node\n";
const EXECUTABLE = 0o755;
const PLAIN = 0o644;

/** Into a folder of its own: two builds at the same time must not read each other's halves. */
function emit(folder: string): void {
  execFileSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json", "--outDir", folder],
    {
      cwd: root,
      stdio: ["ignore", process.stderr, process.stderr],
    },
  );
}

const YAML_PARTS = join("node_modules", "yaml", "dist");
const YAML_IMPORT = /\bfrom "yaml"/g;

/** What of it is needed for a plain file, and lies beside our own code. */
const EVERY_FILE = "parse/lexer.js";

/**
 * The same names as the YAML library's own index, each loaded when it is first used: a plain file needs its lexer and
 * nothing of its documents, schemas and writers, which are most of what a start would read and compile.
 */
function yamlIndex(folder: string): string {
  const index = readFileSync(join(root, YAML_PARTS, "index.js"), "utf8");
  const parts = new Map(
    Array.from(index.matchAll(/^var (\w+) = require\('\.\/([\w/-]+\.js)'\);$/gm), ([, name, path]) => [
      name,
      path,
    ]),
  );
  const exported = Array.from(index.matchAll(/^exports\.(\w+) = (\w+)((?:\.\w+)?);$/gm));
  if (exported.length !== index.split("\nexports.").length - 1)
    throw new Error("Internal error: unknown YAML index");
  const getters = exported.map(([, name, part, member]) => {
    const path = parts.get(part);
    if (path === undefined) throw new Error(`Internal error: the YAML index has no part "${part ?? ""}"`);
    const load =
      path === EVERY_FILE
        ? `require("${foundFrom(folder, path)}")${member ?? ""}`
        : `__non_webpack_require__("./${LIBRARY}.js").${name ?? ""}`;
    return `lazy("${name ?? ""}", () => ${load});\n`;
  });
  return `${LAZY_NAME}${getters.join("")}`;
}

const foundFrom = (folder: string, part: string): string =>
  relative(folder, join(root, YAML_PARTS, part)).replaceAll(sep, "/");

const LAZY_NAME = `const lazy = (name, load) => {
  const get = () => {
    const value = load();
    Object.defineProperty(exports, name, { value });
    return value;
  };
  Object.defineProperty(exports, name, { configurable: true, enumerable: true, get });
};
`;

/** Below it, for each door what it loads. */
const JOINED = "joined";

/** What the bundler reads: without a manifest of its own it would take the emitted code for modules and write modules. */
async function prepare(folder: string): Promise<void> {
  for (const door of DOORS) await joined(folder, door, join(folder, JOINED, door));
  writeFileSync(join(folder, "package.json"), "{}\n");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const path = join(folder, name);
    const code = readFileSync(path, "utf8");
    const up = relative(dirname(path), join(folder, "yaml.js")).replaceAll(sep, "/");
    const found = code.replace(LAZY, (_, way: string) => packed(way)).replace(YAML_IMPORT, `from "${up}"`);
    if (found !== code) writeFileSync(path, found);
  }
  writeFileSync(join(folder, "yaml.js"), yamlIndex(folder));
  const entry = join(folder, JOINED, LIBRARY, "entry");
  mkdirSync(entry, { recursive: true });
  writeFileSync(
    join(entry, `${LIBRARY}.js`),
    `module.exports = require("${foundFrom(entry, "index.js")}");\n`,
  );
}

function put(folder: string, name: string, bytes: string | Uint8Array, mode: number): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  chmodSync(path, mode);
}

const text = (bytes: string | Uint8Array): string =>
  typeof bytes === "string" ? bytes : Buffer.from(bytes).toString();

/** A text of single bytes is read without being decoded, and takes half the memory. */
const FOREIGN = /[\u0080-\uffff]/g;
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Fewer bytes load faster; names and lines stay, so that a stack trace in a report can be read. The digest tells one build from another. */
function small(name: string, bytes: string | Uint8Array): string {
  if (!name.endsWith(".js")) return text(bytes);
  const options = {
    module: false,
    compress: true,
    mangle: { keepNames: true },
    codegen: { removeWhitespace: true },
  } as const;
  const { code, errors } = minifySync(name, text(bytes), options);
  if (errors.length > 0) throw new Error(`Internal error: cannot minify ${name}`);
  const bare = code.replaceAll(FOREIGN, escaped);
  const ascii = BUNDLES.test(name)
    ? `(function (exports, require, module, __filename, __dirname) {\n${bare}})\n`
    : bare;
  const digest = createHash("sha256").update(ascii).digest("hex").slice(0, DIGEST_LENGTH);
  return `/*${digest}*/\n${ascii}`;
}

type Manifest = Readonly<{ license?: string; dependencies?: Readonly<Record<string, string>> }>;

/** Packages that the emitted code names, and those that they name. */
function packagesIn(emitted: string): ReadonlySet<string> {
  const files = readdirSync(emitted, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".js"),
  );
  const code = files.map((name) => readFileSync(join(emitted, name), "utf8")).join("\n");
  const named = Array.from(code.matchAll(/\b(?:from |import\()"([a-z@][^":]*)"/g), ([, name = ""]) => name);
  const found = new Set(["yaml"]);
  const waiting = [...found, ...named];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    found.add(name);
    const next = Object.keys(manifestOf(name).dependencies ?? {});
    waiting.push(...next.filter((one) => !found.has(one)));
  }
  return found;
}

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as Manifest;

/** What others have written and lies in dist/ with ours, under which terms. */
function licences(emitted: string): string {
  const texts = [...packagesIn(emitted)].sort().map((name) => {
    const folder = join(root, "node_modules", name);
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`Internal error: the licence of ${name} is missing`);
    return `${name}\n${manifestOf(name).license ?? ""}\n${readFileSync(join(folder, file), "utf8").trimEnd()}\n`;
  });
  return texts.join("\n");
}

/** Names of chunks follow from paths seen from the current folder, so that is where the emitted code lies. */
async function bundled(emitted: string, folder: string): Promise<void> {
  const back = process.cwd();
  process.chdir(emitted);
  try {
    for (const door of [...DOORS, LIBRARY]) {
      const bundle = await ncc(join(emitted, JOINED, door, "entry", `${door}.js`), {
        cache: false,
        // The bundler follows paths that the code computes and would carry their folders along: there is nothing for it here.
        filterAssetBase: join(emitted, "assets"),
        filename: `${door}.js`,
        minify: false,
        quiet: true,
        sourceMap: false,
        target: "es2022",
      });
      const code = small(`${door}.js`, bundle.code.replace(/^#!.*\n/, ""));
      if (door === "cli") put(folder, `${door}.js`, SHEBANG + code, EXECUTABLE);
      else put(folder, `${door}.js`, code, PLAIN);
      for (const [name, asset] of Object.entries(bundle.assets)) {
        put(folder, name, small(name, asset.source), PLAIN);
      }
    }
    put(folder, "index.mjs", MODULE_DOOR, PLAIN);
    put(folder, "licenses.txt", licences(emitted), PLAIN);
    put(folder, "package.json", MANIFEST, PLAIN);
  } finally {
    process.chdir(back);
  }
}

/** Bytes depend on src/ and the lockfile alone: no time, no path and no machine gets into them. */
export async function build(folder: string): Promise<void> {
  const emitted = join(root, "build", String(process.pid));
  // Beside the place where it will lie: only there can a folder be moved in one go.
  const [fresh, old] = [`${folder}.fresh-${process.pid}`, `${folder}.old-${process.pid}`];
  try {
    emit(emitted);
    await prepare(emitted);
    await bundled(emitted, fresh);
    // Whoever starts the program meanwhile meets the whole old one or the whole new one.
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(fresh, folder);
  } finally {
    for (const left of [emitted, fresh, old]) rmSync(left, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(process.argv[2] ?? join(root, "dist"));
