/** What a release needs to know: whether one is due, and what it brings. Plain, so that a job can run it before anything is installed. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const [, , what = ""] = process.argv;

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
// What stands here becomes a tag and a file name.
if (!/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[0-9a-z.]{1,32})?$/.test(version))
  throw new Error(`package.json has no version that can be released: ${version}`);

const notes = readdirSync(".changeset").filter((name) => name.endsWith(".md") && name !== "README.md");
const isTagged = () =>
  execFileSync("git", ["tag", "--list", `v${version}`], { encoding: "utf8" }).trim() !== "";

/** The section of this version. */
function changes() {
  const lines = readFileSync("CHANGELOG.md", "utf8").split("\n");
  const start = lines.indexOf(`## ${version}`);
  if (start < 0) throw new Error(`CHANGELOG.md says nothing of ${version}`);
  const end = lines.findIndex((line, at) => at > start && line.startsWith("## "));
  return lines
    .slice(start + 1, end < 0 ? undefined : end)
    .join("\n")
    .trim();
}

if (what === "look") {
  const due = notes.length > 0 ? "version" : isTagged() ? "nothing" : "release";
  console.log(`due=${due}\nversion=${version}\nmajor=v${version.split(".")[0]}`);
} else if (what === "changes") {
  console.log(changes());
} else {
  throw new Error("say look or changes");
}
