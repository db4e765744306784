/** How each runner is told to do the same graph. `prepare` writes what it reads; what is measured is `argv` alone. */
import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { workflow } from "./workloads.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** The Node that a user would type: npm scripts put the project's own first, so that one is passed over. */
function usersNode() {
  const folders = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"));
  return folders.map((folder) => join(folder, "node")).find((path) => existsSync(path)) ?? process.execPath;
}

export const node = process.env.BENCH_NODE ?? usersNode();
const peers = join(here, "node_modules");
export const cli = join(dirname(here), "dist/cli.js");
export const peersInstalled = () => existsSync(join(peers, "wireit"));

export function graphFile(folder, tasks) {
  const file = join(folder, "graph.json");
  writeFileSync(file, JSON.stringify({ tasks }));
  return file;
}

let rounds = 0;

/**
 * What an earlier round left is put aside and deleted at the very end: where many files have just been deleted, ext4 takes
 * several times as long to create one.
 */
function putAside(path) {
  if (existsSync(path)) renameSync(path, `${path}.before-${(rounds += 1)}`);
}

export const floor = (capture) => ({
  name: capture === "files" ? "Node floor" : "Node floor, output thrown away",
  prepare: (folder, tasks) => [
    node,
    join(here, "floor.mjs"),
    graphFile(folder, tasks),
    join(folder, "out"),
    capture,
  ],
  reset: (folder) => putAside(join(folder, "out")),
});

export const ours = (extra = [], name = "agent-orchestrator") => ({
  name,
  prepare(folder, tasks) {
    const file = join(folder, "workload.yml");
    const state = join(folder, "state");
    writeFileSync(file, workflow("workload", tasks));
    const size = String(64 * 1024 * 1024);
    const large = tasks.length > 1000 ? ["--max-file-size", size] : [];
    return [
      node,
      cli,
      "run",
      file,
      "--json",
      "--quiet",
      "--state-dir",
      state,
      "--max-parallel",
      "8",
      ...large,
      ...extra,
    ];
  },
  /** A run must not find the folder full of earlier ones. */
  reset: (folder) => putAside(join(folder, "state")),
});

export const journal = (kind) => ({
  name: { none: "no journal", journal: "journal", durable: "journal --durable" }[kind],
  prepare(folder, tasks) {
    writeFileSync(join(folder, "workload.yml"), workflow("workload", tasks));
    return [process.execPath, join(here, "journal.mjs"), kind, folder];
  },
  reset: (folder) => putAside(join(folder, "run")),
});

export const make = {
  name: "make",
  prepare(folder, tasks) {
    const rules = tasks.map((task) => `${task.id}: ${task.needs.join(" ")}\n\t@${task.argv.join(" ")}`);
    const all = tasks.map((task) => task.id).join(" ");
    writeFileSync(join(folder, "Makefile"), `.PHONY: all ${all}\nall: ${all}\n${rules.join("\n")}\n`);
    return ["make", "-C", folder, "-j8", "--no-print-directory", "all"];
  },
};

export const pGraph = {
  name: "p-graph",
  prepare: (folder, tasks) => [node, join(here, "peer-p-graph.mjs"), graphFile(folder, tasks)],
};

const lendPeers = (folder) => symlinkSync(peers, join(folder, "node_modules"));

export const wireit = {
  name: "wireit",
  slow: true,
  environment: { WIREIT_PARALLEL: "8", WIREIT_CACHE: "none", WIREIT_LOGGER: "quiet-ci" },
  prepare(folder, tasks) {
    const all = { dependencies: tasks.map((task) => task.id) };
    const one = (task) => ({ command: task.argv.join(" "), dependencies: task.needs });
    const scripts = Object.fromEntries(["all", ...tasks.map((task) => task.id)].map((id) => [id, "wireit"]));
    const settings = Object.fromEntries([["all", all], ...tasks.map((task) => [task.id, one(task)])]);
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "peer", version: "1.0.0", scripts, wireit: settings }),
    );
    lendPeers(folder);
    return ["npm", "--prefix", folder, "run", "--silent", "all"];
  },
  reset: (folder) => putAside(join(folder, ".wireit")),
};

export const nx = {
  name: "nx",
  slow: true,
  environment: { NX_DAEMON: "false", NX_TUI: "false", NX_NO_CLOUD: "true", NX_INTERACTIVE: "false" },
  prepare(folder, tasks) {
    const one = (task) => ({
      executor: "nx:run-commands",
      cache: false,
      dependsOn: task.needs,
      options: { command: task.argv.join(" ") },
    });
    const targets = Object.fromEntries(tasks.map((task) => [task.id, one(task)]));
    targets.all = { executor: "nx:noop", dependsOn: tasks.map((task) => task.id) };
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "peer", version: "1.0.0", private: true }),
    );
    writeFileSync(join(folder, "nx.json"), JSON.stringify({ analytics: false, neverConnectToCloud: true }));
    mkdirSync(join(folder, "graph"));
    writeFileSync(join(folder, "graph/project.json"), JSON.stringify({ name: "graph", targets }));
    lendPeers(folder);
    return [
      "sh",
      "-c",
      `cd '${folder}' && exec ${node} node_modules/nx/dist/bin/nx.js run graph:all --parallel=8 --skip-nx-cache`,
    ];
  },
};
