import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { digest, runId } from "../../core/base/brand.ts";
import { readPlan, storePlan } from "./plan-file.ts";
import { runFolderAt } from "./run-folder.ts";

const folder = () => runFolderAt(temporaryFolder(), runId("20260101-000000-abcd"));

describe("the plans of a run", () => {
  it("are named by the digest of their text", () => {
    const name = createHash("sha256").update("one").digest("hex");
    expect(storePlan(folder(), "one")).toBe(name);
  });

  it("are all kept, the first under its plain name", () => {
    const run = folder();
    const [first, second] = [storePlan(run, "one"), storePlan(run, "two")];
    expect(readFileSync(run.plan, "utf8")).toBe("one");
    expect(readPlan(run, first)).toEqual({ ok: true, value: "one" });
    expect(readPlan(run, second)).toEqual({ ok: true, value: "two" });
    expect(readPlan(run, undefined)).toEqual({ ok: true, value: "one" });
  });

  it("are written once, also if a resume comes back to an earlier one", () => {
    const run = folder();
    for (const text of ["one", "two", "one", "two"]) storePlan(run, text);
    expect(readdirSync(run.root)).toHaveLength(2);
  });

  it("are refused if they are not what the journal was written for", () => {
    const run = folder();
    const name = storePlan(run, "one");
    writeFileSync(run.plan, "another");
    expect(readPlan(run, name)).toMatchObject({ ok: false });
    expect(readPlan(run, digest("0".repeat(64)))).toMatchObject({ ok: false });
    rmSync(run.plan);
    expect(readPlan(run, name)).toMatchObject({ ok: false });
  });
});
