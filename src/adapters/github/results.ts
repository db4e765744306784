/** The service that keeps artifacts of a workflow run: names are used once, nothing is ever changed, and bytes are believed by their digest alone. */
import { digest, type Digest } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import { MAX_ARCHIVED_TOTAL } from "../../core/guard/archive.ts";
import { digestOf } from "../system/digest.ts";
import { at, listAt, parsed, textAt } from "./foreign.ts";
import { call, get, put, signedAddress, type ResultsTrouble, type Wire } from "./results-wire.ts";

/** What the service takes at once; larger archives come in several. */
export const BLOCK = 8 * 1024 * 1024;
/** What an artifact is: one archive, or one file that a browser opens as it is. */
export type Form = Readonly<{ version: number; mime: string | null }>;

export const ARCHIVE: Form = { version: 4, mime: null };
export const PAGE: Form = { version: 7, mime: "text/html" };
const ZIP = "application/zip";

export type Stored = Readonly<{
  name: string;
  id: string;
  size: number;
  digest: Digest | null;
  /** Who keeps it, in the words of the service. */
  owner: Value;
}>;

export type Results = Readonly<{
  /** Resolves once it is there as a whole; the same bytes under the same name are fine. */
  upload: (name: string, bytes: Uint8Array, form?: Form) => Promise<Result<Digest, ResultsTrouble>>;
  /** Of this workflow run, all its attempts; of one name, or all. */
  list: (name?: string) => Promise<Result<readonly Stored[], ResultsTrouble>>;
  download: (artifact: Stored) => Promise<Result<Uint8Array, ResultsTrouble>>;
}>;

const SCOPE = /^Actions\.Results:([^:\s]+):([^:\s]+)$/;

/** Which job this is, as the token says it; only the service can say whether that is true. */
function ownerIn(token: string): Readonly<Record<string, string>> | null {
  const claims = parsed(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  for (const scope of (textAt(claims, "scp") ?? "").split(" ")) {
    const [, run = "", job = ""] = SCOPE.exec(scope) ?? [];
    if (run !== "" && job !== "") return { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
  }
  return null;
}

/** Both spellings of a name are the same to the format that the service speaks; which one comes is up to the server. */
function field(value: Value, name: string): Value {
  const other = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return at(value, name) ?? at(value, other);
}

const textOf = (value: Value, name: string): string | null => textAt(field(value, name));

const SUM = /^sha256:([0-9a-f]{64})$/;

const sumIn = (text: string | null): Digest | null => {
  const sum = SUM.exec(text ?? "")?.[1];
  return sum === undefined ? null : digest(sum);
};

/** Large numbers come as texts. */
const wholeAt = (value: Value, name: string): string => {
  const found = field(value, name);
  return typeof found === "number"
    ? String(found)
    : typeof found === "string" && /^\d{1,20}$/.test(found)
      ? found
      : "0";
};

function storedIn(value: Value): Stored | null {
  const name = textOf(value, "name");
  const owner = (part: string): string => textOf(value, part) ?? "";
  if (name === null) return null;
  return {
    name,
    id: wholeAt(value, "database_id"),
    size: Number(wholeAt(value, "size")),
    digest: sumIn(textOf(value, "digest")),
    owner: {
      workflow_run_backend_id: owner("workflow_run_backend_id"),
      workflow_job_run_backend_id: owner("workflow_job_run_backend_id"),
    },
  };
}

const REFUSED: ResultsTrouble = { kind: "refused", words: "the service gave no address to go to" };

const blockName = (number: number): string =>
  Buffer.from(`block-${String(number).padStart(8, "0")}`).toString("base64");

/** One block after the other: some stand-ins of the service take them in the order in which they come. */
async function putBlocks(
  wire: Wire,
  url: URL,
  bytes: Uint8Array,
  mime: string,
): Promise<Result<string, ResultsTrouble>> {
  const names: string[] = [];
  for (let from = 0; from < bytes.length; from += BLOCK) {
    const name = blockName(names.length);
    names.push(name);
    const query = { comp: "block", blockid: name };
    const done = await put(wire, url, query, bytes.subarray(from, from + BLOCK), {
      "content-type": "application/octet-stream",
    });
    if (!done.ok) return done;
  }
  const latest = names.map((name) => `<Latest>${name}</Latest>`).join("");
  const list = `<?xml version="1.0" encoding="utf-8"?><BlockList>${latest}</BlockList>`;
  return put(wire, url, { comp: "blocklist" }, list, {
    "content-type": "application/xml",
    "x-ms-blob-content-type": mime,
  });
}

type Service = Readonly<{ wire: Wire; owner: Readonly<Record<string, string>> }>;

async function listed({ wire, owner }: Service, name?: string): ReturnType<Results["list"]> {
  const filter = name === undefined ? {} : { name_filter: name };
  const answer = await call(wire, "ListArtifacts", { ...owner, ...filter });
  if (!answer.ok) return answer;
  const all = listAt(answer.value, "artifacts").map(storedIn);
  return ok(all.filter((one) => one !== null && (name === undefined || one.name === name)) as Stored[]);
}

/** Somebody was here before: an earlier try of ours, or somebody else. */
async function settled(
  service: Service,
  name: string,
  sum: Digest,
  why: ResultsTrouble,
): ReturnType<Results["upload"]> {
  const found = await listed(service, name);
  if (!found.ok) return found;
  return found.value.some((one) => one.digest === sum) ? ok(sum) : err(why);
}

async function uploaded(
  service: Service,
  name: string,
  bytes: Uint8Array,
  { version, mime }: Form,
): ReturnType<Results["upload"]> {
  const { wire, owner } = service;
  const sum = digestOf(bytes);
  const made = await call(wire, "CreateArtifact", {
    ...owner,
    name,
    version,
    ...(mime === null ? {} : { mime_type: mime }),
  });
  if (!made.ok) return made.error.kind === "taken" ? settled(service, name, sum, made.error) : made;
  const url = signedAddress(wire, textOf(made.value, "signed_upload_url"));
  if (url === null) return err(REFUSED);
  const body = await putBlocks(wire, url, bytes, mime ?? ZIP);
  if (!body.ok) return body;
  const size = String(bytes.length);
  const done = await call(wire, "FinalizeArtifact", { ...owner, name, size, hash: `sha256:${sum}` });
  if (done.ok && at(done.value, "ok") === true) return ok(sum);
  // The answer may have been lost, and the artifact be there nevertheless.
  return settled(service, name, sum, done.ok ? REFUSED : done.error);
}

/** Bytes from a signed address, held against what was announced. */
export async function downloaded(
  wire: Wire,
  address: string | null,
  { size, digest: sum }: Pick<Stored, "size" | "digest">,
): Promise<Result<Uint8Array, ResultsTrouble>> {
  if (size > MAX_ARCHIVED_TOTAL) return err({ kind: "large", words: `it has ${size} bytes` });
  const url = signedAddress(wire, address);
  if (url === null) return err(REFUSED);
  const bytes = await get(wire, url, MAX_ARCHIVED_TOTAL);
  if (!bytes.ok || sum === null || digestOf(bytes.value) === sum) return bytes;
  return err({ kind: "mismatch", words: "the bytes are not those that were uploaded" });
}

export type ResultsOptions = Readonly<{
  /** ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN. */
  url: string;
  token: string;
  sleep: (millis: number) => Promise<void>;
}>;

/** Null where there is no such service, as outside of a job. */
export function resultsService({ url, token, sleep }: ResultsOptions): Results | null {
  const owner = ownerIn(token);
  if (owner === null || !URL.canParse(url) || !/^https?:/.test(url)) return null;
  const wire: Wire = { origin: new URL(url).origin, token, sleep };
  const service: Service = { wire, owner };
  return {
    upload: (name, bytes, form = ARCHIVE) => uploaded(service, name, bytes, form),
    list: (name) => listed(service, name),
    async download(artifact) {
      const body = { ...(artifact.owner as Readonly<Record<string, string>>), name: artifact.name };
      const answer = await call(wire, "GetSignedArtifactURL", body);
      return answer.ok ? downloaded(wire, textOf(answer.value, "signed_url"), artifact) : answer;
    },
  };
}
