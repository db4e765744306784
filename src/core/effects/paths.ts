/** Which files a run's result may change: never what decides how the repository is built, guarded or read by agents. */
import { globMatches } from "../expression/search.ts";
import { LONGEST_PATH } from "./kinds.ts";

/** Not even by name: what git itself, or the platform's own runs, would obey. */
export const NEVER: readonly string[] = [
  ".github/workflows/*",
  ".github/actions/*",
  "*.git/*",
  "*/.git",
  ".git",
  "*.gitmodules",
  "*.gitattributes",
  "*.lfsconfig",
];

/** In any folder. */
export const ANYWHERE: readonly string[] = [
  // Instructions and settings of agents.
  "claude.md",
  "claude.local.md",
  "agents.md",
  "agents.override.md",
  "gemini.md",
  ".mcp.json",
  "opencode.json",
  "opencode.jsonc",
  ".cursorrules",
  ".windsurfrules",
  ".clinerules",
  // Who has to agree.
  "codeowners",
  // What is fetched and run to build.
  "package.json",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "bun.lock",
  "bun.lockb",
  ".npmrc",
  ".yarnrc",
  ".yarnrc.yml",
  ".pnpmfile.cjs",
  "deno.json",
  "deno.jsonc",
  "deno.lock",
  "requirements*.txt",
  "constraints*.txt",
  "setup.py",
  "setup.cfg",
  "pyproject.toml",
  "pipfile",
  "pipfile.lock",
  "poetry.lock",
  "uv.lock",
  "pdm.lock",
  "go.mod",
  "go.sum",
  "go.work",
  "go.work.sum",
  "cargo.toml",
  "cargo.lock",
  "gemfile",
  "gemfile.lock",
  "*.gemspec",
  "composer.json",
  "composer.lock",
  "pom.xml",
  "build.gradle",
  "build.gradle.kts",
  "settings.gradle",
  "settings.gradle.kts",
  "gradle.lockfile",
  "gradle-wrapper.*",
  "packages.config",
  "packages.lock.json",
  "nuget.config",
  "*.csproj",
  "*.fsproj",
  "*.vbproj",
  "directory.*.props",
  "mix.exs",
  "mix.lock",
  "package.swift",
  "package.resolved",
  "podfile",
  "podfile.lock",
  "pubspec.yaml",
  "pubspec.lock",
  "flake.nix",
  "flake.lock",
  ".pre-commit-config.yaml",
  ".agent-orchestrator*",
];

/** Everything in such a folder, wherever it lies. */
export const FOLDERS: readonly string[] = [
  ".github",
  ".claude",
  ".codex",
  ".cursor",
  ".opencode",
  ".agents",
  ".gemini",
  ".windsurf",
  ".husky",
  ".githooks",
];

/** Our own workflows are looked for there. */
export const TOP_FOLDERS: readonly string[] = ["workflows"];

/** Files systems that fold cases, or drop dots, spaces and signs that nobody sees, would take it for another name. */
const folded = (path: string): string => path.normalize("NFKC").toLowerCase();

const isUnder = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

/** Git on some systems takes these for its own folder. */
const DISGUISED = /^(?:\.?git)(?:~\d+|[ .]+|::.*)$/;

/** Controls, signs that reorder or hide, halves of characters, and what parts paths elsewhere. */
const STRANGE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\\]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Such a path is refused whatever is allowed. */
export function pathFault(path: string): string | null {
  if (path === "" || path.length > LONGEST_PATH) return `it is empty or longer than ${LONGEST_PATH}`;
  if (STRANGE.test(path)) return "it holds signs that are not shown";
  const parts = path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) return "it leads elsewhere";
  if (parts.some((part) => /[ .]$/.test(part) || /^[A-Za-z]:/.test(part)))
    return "systems read it differently";
  return parts.some((part) => DISGUISED.test(folded(part))) ? "it stands for git's own folder" : null;
}

export type PathRules = Readonly<{
  /** Protected besides, as the author says; patterns. */
  more: readonly string[];
  /** If there is any, nothing else may be touched; one without a star also lifts the usual protection. */
  allowed: readonly string[];
}>;

const matchesAny = (path: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => globMatches(path, folded(pattern)));

const isUsual = (path: string): boolean => {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    matchesAny(name, ANYWHERE) ||
    FOLDERS.some((folder) => isUnder(path, folder) || path.includes(`/${folder}/`) || name === folder) ||
    TOP_FOLDERS.some((folder) => isUnder(path, folder))
  );
};

/** Null if the file may be changed. */
export function protection(path: string, { more, allowed }: PathRules): "protected" | "outside" | null {
  const plain = folded(path);
  if (matchesAny(plain, NEVER)) return "protected";
  if (allowed.length > 0 && !matchesAny(plain, allowed)) return "outside";
  if (matchesAny(plain, more)) return "protected";
  const named = allowed.some((one) => !/[*?\\]/.test(one) && folded(one) === plain);
  return isUsual(plain) && !named ? "protected" : null;
}
