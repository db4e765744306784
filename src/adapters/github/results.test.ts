/** The service of artifacts, before a stand-in that refuses what the real one refuses. */
import { describe, expect, it } from "vitest";
import { fakeResults, type ResultsFault } from "../../../test/rig/results.ts";
import { digestOf } from "../system/digest.ts";
import { BLOCK, downloaded, resultsService, type Results } from "./results.ts";
import { RESULT_RETRIES } from "./results-wire.ts";

const RUN = "77";

async function scene() {
  const fake = await fakeResults();
  const waited: number[] = [];
  const env = fake.env(RUN);
  const made = resultsService({
    url: env.ACTIONS_RESULTS_URL,
    token: env.ACTIONS_RUNTIME_TOKEN,
    sleep: async (millis) => void waited.push(millis),
  });
  if (made === null) throw new Error("no service");
  return { fake, waited, results: made };
}

const bytes = (text: string): Uint8Array => Buffer.from(text);

async function fetched(results: Results, name: string) {
  const found = await results.list(name);
  const [one] = found.ok ? found.value : [];
  if (one === undefined) throw new Error(`there is no ${name}`);
  return results.download(one);
}

describe("the service of artifacts", () => {
  it("keeps what it was given, in several blocks where it is large, and lists it by name", async () => {
    const { fake, results } = await scene();
    const large = Buffer.alloc(2 * BLOCK + 5, "x");
    expect(await results.upload("large", large)).toEqual({ ok: true, value: digestOf(large) });
    expect(await results.upload("small", bytes("hello"))).toEqual({ ok: true, value: digestOf("hello") });
    expect(await results.upload("empty", bytes(""))).toMatchObject({ ok: true });
    expect(fake.calls.filter(({ method }) => method === "PUT")).toHaveLength(4 + 2 + 1);
    const all = await results.list();
    expect(all.ok && all.value.map(({ name, size }) => [name, size])).toEqual([
      ["large", large.length],
      ["small", 5],
      ["empty", 0],
    ]);
    const back = await fetched(results, "large");
    expect(back.ok && Buffer.compare(back.value, large)).toBe(0);
    expect(fake.violations).toEqual([]);
  });

  it("is understood in both spellings of its names", async () => {
    const { fake, results } = await scene();
    for (const method of ["CreateArtifact", "FinalizeArtifact", "ListArtifacts", "GetSignedArtifactURL"])
      fake.fail({ method, camel: true });
    expect(await results.upload("a", bytes("one"))).toMatchObject({ ok: true });
    expect(await fetched(results, "a")).toEqual({ ok: true, value: Buffer.from("one") });
  });

  it("takes the same bytes twice, and refuses others under a name that exists", async () => {
    const { results } = await scene();
    await results.upload("a", bytes("one"));
    expect(await results.upload("a", bytes("one"))).toMatchObject({ ok: true });
    expect(await results.upload("a", bytes("two"))).toMatchObject({ ok: false, error: { kind: "taken" } });
  });

  const BROKEN: readonly (readonly [string, ResultsFault])[] = [
    ["a refused connection when it is created", { method: "CreateArtifact", drop: true }],
    ["an overloaded service", { method: "CreateArtifact", status: 503, times: 3 }],
    ["being asked to wait", { method: "CreateArtifact", status: 429 }],
    ["a lost block", { method: "PUT", status: 500 }],
    ["a block that was kept although the answer was lost", { method: "PUT", drop: true, after: true }],
    [
      "an end that was written although the answer was lost",
      { method: "FinalizeArtifact", status: 502, after: true },
    ],
    ["an end that broke off", { method: "FinalizeArtifact", drop: true }],
  ];
  it.each(BROKEN)("gets over %s", async (_, fault) => {
    const { fake, results } = await scene();
    fake.fail(fault);
    expect(await results.upload("a", bytes("one"))).toMatchObject({ ok: true });
    expect(fake.artifacts.map(({ name, bytes: kept }) => [name, kept.toString()])).toEqual([["a", "one"]]);
  });

  it("says that a name is lost whose creation was written and whose answer was not", async () => {
    const { fake, results } = await scene();
    fake.fail({ method: "CreateArtifact", status: 502, after: true });
    expect(await results.upload("a", bytes("one"))).toMatchObject({ ok: false, error: { kind: "taken" } });
  });

  it("waits longer each time, gives up, and does not ask again where it was refused", async () => {
    const { fake, results, waited } = await scene();
    fake.fail({ method: "ListArtifacts", status: 500, times: 9 });
    expect(await results.list()).toMatchObject({ ok: false, error: { kind: "unavailable" } });
    expect(waited).toEqual(RESULT_RETRIES);
    expect(await results.upload("a/b", bytes(""))).toMatchObject({ ok: false, error: { kind: "refused" } });
    expect(fake.calls.filter(({ method }) => method === "CreateArtifact")).toHaveLength(1);
  });

  it("refuses bytes that are not those that were announced", async () => {
    const { fake, results } = await scene();
    await results.upload("a", bytes("one"));
    const [stored] = fake.artifacts;
    if (stored !== undefined) stored.bytes = Buffer.from("two");
    expect(await fetched(results, "a")).toMatchObject({ ok: false, error: { kind: "mismatch" } });
  });

  it("says that something is not there any more", async () => {
    const { fake, results } = await scene();
    await results.upload("a", bytes("one"));
    const found = await results.list("a");
    for (const one of fake.artifacts) one.expired = true;
    const [stored] = found.ok ? found.value : [];
    if (stored === undefined) throw new Error("not listed");
    expect(await results.download(stored)).toMatchObject({ ok: false, error: { kind: "missing" } });
  });

  it("goes to no address that is not safe, and names none in words", async () => {
    const wire = { origin: "https://results.test", token: "t", sleep: async () => undefined };
    const any = { size: 1, digest: null };
    for (const address of ["http://127.0.0.1/x", "file:///etc/passwd", "https://u:p@h/x", "", null])
      expect(await downloaded(wire, address, any)).toMatchObject({ ok: false, error: { kind: "refused" } });
    const gone = await downloaded({ ...wire, origin: "http://x" }, "http://127.0.0.1:1/x?sig=hush", any);
    expect(JSON.stringify(gone)).not.toContain("hush");
    expect(await downloaded(wire, "https://h/x", { size: 2 ** 40, digest: null })).toMatchObject({
      error: { kind: "large" },
    });
  });

  it.each([
    ["", "https://x"],
    ["a.b.c", "https://x"],
    [`x.${Buffer.from('{"scp":"Actions.Results:only"}').toString("base64url")}.y`, "https://x"],
    [`x.${Buffer.from('{"scp":"Actions.Results:a:b"}').toString("base64url")}.y`, "ftp://x"],
    [`x.${Buffer.from('{"scp":"Actions.Results:a:b"}').toString("base64url")}.y`, ""],
  ])("is not there with the token %j at %j", (token, url) =>
    expect(resultsService({ token, url, sleep: async () => undefined })).toBeNull(),
  );
});
