/**
 * What reading a 10,000-task file costs, against js-yaml loading it and against each stage of the YAML library.
 * Every number comes from a process of its own, as a person who types a command meets it; Node 22.18 or newer.
 */
import { spawnSync } from "node:child_process";
import { workflowOf } from "./w6-file.mjs";

const SUBJECTS = {
  "js-yaml load": async () => {
    const { load } = await import("js-yaml");
    return load;
  },
  parseSyntax: async () => {
    const { parseSyntax } = await import("../src/core/spec/syntax.ts");
    return (text) => {
      const { root, diagnostics } = parseSyntax(text, { fileBytes: 16 * 1024 * 1024 });
      if (root === null) throw new Error(`Internal error: ${JSON.stringify(diagnostics[0])}`);
    };
  },
  "yaml Lexer": async () => {
    const { Lexer } = await import("yaml");
    return (text) => drain(new Lexer().lex(text));
  },
  "yaml Parser (CST)": async () => {
    const { Parser } = await import("yaml");
    return (text) => drain(new Parser().parse(text));
  },
  "yaml parseDocument": async () => {
    const { parseDocument } = await import("yaml");
    return (text) => parseDocument(text, { uniqueKeys: false });
  },
};

function drain(iterable) {
  let seen = 0;
  for (const item of iterable) if (item !== undefined) seen++;
  return seen;
}

/** CPU and wall time of doing it once; loading the library is not counted. */
async function once(name, count) {
  const run = await SUBJECTS[name]();
  const text = workflowOf(count);
  const cpu = process.cpuUsage();
  const start = performance.now();
  run(text);
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  console.log(
    JSON.stringify({
      wall,
      cpu: (used.user + used.system) / 1000,
      rss: process.resourceUsage().maxRSS / 1024,
    }),
  );
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** Rounds take turns, so that a busy moment of the machine touches every subject. */
function compareAll(count, rounds) {
  const names = Object.keys(SUBJECTS);
  const results = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const child = spawnSync(process.execPath, [import.meta.filename, "--once", name, String(count)], {
        encoding: "utf8",
      });
      if (child.status !== 0) throw new Error(child.stderr);
      results.get(name).push(JSON.parse(child.stdout));
    }
  }
  const base = results.get("js-yaml load");
  console.log(
    `${count} tasks, ${(workflowOf(count).length / 1e6).toFixed(2)} MB, medians of ${rounds} processes each`,
  );
  console.log(
    `${"".padEnd(20)}${"CPU ms".padStart(9)}${"ratio".padStart(8)}${"wall ms".padStart(9)}${"ratio".padStart(8)}${"RSS MiB".padStart(9)}`,
  );
  for (const name of names) {
    const of = (key, list = results.get(name)) => median(list.map((one) => one[key]));
    const cells = [
      of("cpu").toFixed(0).padStart(9),
      `${(of("cpu") / of("cpu", base)).toFixed(2)}x`.padStart(8),
      of("wall").toFixed(0).padStart(9),
      `${(of("wall") / of("wall", base)).toFixed(2)}x`.padStart(8),
      of("rss").toFixed(0).padStart(9),
    ];
    console.log(name.padEnd(20) + cells.join(""));
  }
}

const [mode, name, count] = process.argv.slice(2);
if (mode === "--once") await once(name, Number(count));
else compareAll(Number(mode ?? 10_000), Number(name ?? 7));
