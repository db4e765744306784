import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/rig/folder.ts";
import type { Flags } from "./command.ts";
import { distrust } from "./trusted.ts";

const flags = (untrusted: boolean): Flags => ({
  on: (name) => untrusted && name === "untrusted",
  text: () => undefined,
  number: () => undefined,
  list: () => [],
});

function inEvent(name: string, event: unknown): string | null {
  const path = join(temporaryFolder(), "event.json");
  writeFileSync(path, typeof event === "string" ? event : JSON.stringify(event));
  return distrust(flags(false), { env: { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path } });
}

const pull = (head: unknown, base = "we/app") => ({
  pull_request: {
    head: { repo: head === null ? null : { full_name: head } },
    base: { repo: { full_name: base } },
  },
});

test("a person at a terminal trusts what lies there, unless told otherwise", () => {
  expect(distrust(flags(false), { env: {} })).toBeNull();
  expect(distrust(flags(true), { env: {} })).toContain("--untrusted");
});

test.each([
  ["push", {}, null],
  ["workflow_dispatch", {}, null],
  ["pull_request", pull("we/app"), null],
  ["pull_request", pull("them/app"), "the pull request comes from them/app"],
  ["pull_request_target", pull("them/app"), "the pull request comes from them/app"],
  ["pull_request_review", pull(null), "the pull request comes from a fork that is gone"],
  ["pull_request", {}, "does not say from where"],
  ["pull_request", "not json", "does not say from where"],
  ["pull_request", { pull_request: { head: {}, base: {} } }, "does not say from where"],
  [
    "workflow_run",
    { repository: { full_name: "we/app" }, workflow_run: { head_repository: { full_name: "we/app" } } },
    null,
  ],
  [
    "workflow_run",
    { repository: { full_name: "we/app" }, workflow_run: { head_repository: { full_name: "x/app" } } },
    "comes from x/app",
  ],
  ["workflow_run", { repository: { full_name: "we/app" } }, "does not say from where"],
])("in the event %s of %j", (name, event, why) => {
  const said = inEvent(name, event);
  if (why === null) expect(said).toBeNull();
  else expect(said).toContain(why);
});

test("an event without its file is not trusted", () => {
  expect(distrust(flags(false), { env: { GITHUB_EVENT_NAME: "pull_request" } })).toContain("does not say");
});
