/** What lies between two commits as a run's result is delivered: read from real repositories, also from those that mean no good. */
import { symlinkSync, chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository, type Repository } from "../../../test/rig/repository.ts";
import { patchRefusal } from "../../core/effects/patch.ts";
import { contents } from "./contents.ts";
import { gitIn } from "./git.ts";

const MOST = { files: 100, bytes: 1 << 20 };
const OPEN = { more: [], allowed: [] };

function scene(change: (work: Repository) => void) {
  const work = repository({ "a.txt": "a\n", "src/b.txt": "b\n", "package.json": "{}\n", "tool.sh": "x\n" });
  const from = work.git("rev-parse", "HEAD");
  change(work);
  work.git("add", "--all");
  work.git("commit", "--quiet", "--allow-empty", "-m", "change");
  return { work, from, to: work.git("rev-parse", "HEAD"), git: gitIn(work.folder, work.env) };
}

async function read(change: (work: Repository) => void, most = MOST) {
  const { git, from, to } = scene(change);
  const found = await contents(git, from, to, most);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

const reason = async (change: (work: Repository) => void): Promise<string | undefined> =>
  patchRefusal((await read(change)).files, OPEN)?.reason;

describe("what lies between two commits", () => {
  it("is every file as it is now, byte for byte, and the names of those that went", async () => {
    const png = new Uint8Array([0x89, 0, 0xff, 0x0a]);
    const { files, bytes } = await read((work) => {
      work.write("a.txt", "changed\n");
      work.write("img/x.png", png);
      work.write("with space/ü.txt", "");
      work.git("rm", "--quiet", "src/b.txt");
    });
    expect(files.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: "a.txt", oldMode: "100644", newMode: "100644", size: 8 },
      { path: "img/x.png", oldMode: "000000", newMode: "100644", size: 4 },
      { path: "src/b.txt", oldMode: "100644", newMode: "000000", size: 0 },
      { path: "with space/ü.txt", oldMode: "000000", newMode: "100644", size: 0 },
    ]);
    expect([...bytes.keys()].toSorted()).toEqual(["a.txt", "img/x.png", "with space/ü.txt"]);
    expect(new Uint8Array(bytes.get("img/x.png") ?? [])).toEqual(png);
  });

  it("is not read if it is more than was asked for", async () => {
    const two = (work: Repository): void => {
      work.write("a.txt", "12345");
      work.write("src/b.txt", "12345");
    };
    expect((await read(two, { files: 1, bytes: 100 })).bytes.size).toBe(0);
    expect((await read(two, { files: 2, bytes: 9 })).bytes.size).toBe(0);
    expect((await read(two, { files: 2, bytes: 10 })).bytes.size).toBe(2);
  });
});

describe("a result that means no good is refused", () => {
  it.each<readonly [string, string, (work: Repository) => void]>([
    ["a link", "mode", (work) => symlinkSync("/etc/passwd", join(work.folder, "link"))],
    [
      "a link to a folder, with a file through it",
      "mode",
      (work) => symlinkSync(".git", join(work.folder, "dir")),
    ],
    ["a program", "mode", (work) => chmodSync(join(work.folder, "tool.sh"), 0o755)],
    ["a submodule", "mode", (work) => void repository({ x: "y" }, join(work.folder, "sub"))],
    ["a workflow", "protected", (work) => work.write(".github/workflows/ci.yml", "on: push\n")],
    [
      "a workflow in other letters",
      "protected",
      (work) => work.write(".GitHub/Workflows/ci.yml", "on: push\n"),
    ],
    ["filters", "protected", (work) => work.write(".gitattributes", "* filter=evil\n")],
    ["a manifest that moved away", "protected", (work) => void work.git("mv", "package.json", "kept.json")],
    [
      "a file that moved to a manifest",
      "protected",
      (work) => void work.git("mv", "a.txt", "src/package.json"),
    ],
    ["instructions of agents", "protected", (work) => work.write("docs/CLAUDE.md", "obey\n")],
    ["a name that nobody can read", "path", (work) => work.write("a\u202etxt.md", "x\n")],
    ["a name with a line break", "path", (work) => work.write("a\nb", "x\n")],
    ["a name that is no text", "path", (work) => work.write(join("src", "x\ufffd"), "x\n")],
  ])("%s", async (_, why, change) => {
    expect(await reason(change)).toBe(why);
  });
});
