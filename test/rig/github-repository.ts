/** The writing half of GitHub: git objects, branches, pull requests, reviews, labels and issues, refused where the real one refuses. */
import { createHash } from "node:crypto";
import { invalid, refusal, type Answer, type Json, type Part } from "./github.ts";
import { described, listed } from "./github-sample.ts";
import { user } from "./github-shapes.ts";

type File = Readonly<{ mode: string; content: Buffer }>;
type Tree = ReadonlyMap<string, File>;
type Commit = Readonly<{ message: string; tree: string; parents: readonly string[]; author: Json }>;

export type StoredPull = {
  number: number;
  title: string;
  body: string;
  head: string;
  base: string;
  draft: boolean;
  state: string;
  author: string;
};
type Said = { author: string; body: string; title?: string; path?: string; line?: number; commit?: string };

export type RepositoryOptions = Readonly<{
  full?: string;
  files?: Readonly<Record<string, string>>;
  defaultBranch?: string;
  /** What its first commit is called. */
  commit?: string;
  /** The pull request that an event is about. */
  pull?: Readonly<{ number: number; head: string; from?: string; state?: string }>;
  /** Lines of the change on which comments may stand. */
  lines?: Readonly<Record<string, readonly number[]>>;
  mayOpenPulls?: boolean;
}>;

export type FakeRepository = Readonly<{
  part: Part;
  base: string;
  refs: Map<string, string>;
  commits: Map<string, Commit>;
  pulls: StoredPull[];
  issues: Said[];
  reviews: Said[];
  labels: Map<number, Set<string>>;
  reviewers: string[];
  /** What a branch holds, as text. */
  files: (branch: string) => Readonly<Record<string, string>>;
}>;

const hash = (...parts: readonly unknown[]): string =>
  createHash("sha1").update(JSON.stringify(parts)).digest("hex");

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const treeName = (tree: Tree): string =>
  hash(
    [...tree]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { mode, content }]) => [path, mode, content.toString("hex")]),
  );

export function fakeRepository(options: RepositoryOptions = {}): FakeRepository {
  const {
    full = "Codertocat/Hello-World",
    defaultBranch = "main",
    lines = {},
    mayOpenPulls = true,
  } = options;
  const [owner = "", name = ""] = full.split("/");
  const blobs = new Map<string, Buffer>();
  const trees = new Map<string, Tree>();
  const commits = new Map<string, Commit>();
  const refs = new Map<string, string>();
  const [pulls, issues, reviews, reviewers]: [StoredPull[], Said[], Said[], string[]] = [[], [], [], []];
  const labels = new Map<number, Set<string>>();
  const first: Tree = new Map(
    Object.entries(options.files ?? {}).map(([path, content]) => [
      path,
      { mode: "100644", content: Buffer.from(content) },
    ]),
  );
  trees.set(treeName(first), first);
  const base = options.commit ?? hash("base");
  commits.set(base, { message: "first", tree: treeName(first), parents: [], author: {} });
  refs.set(defaultBranch, base);

  const commitFields = (sha: string, { message, tree, parents, author }: Commit): Json => ({
    sha,
    message,
    tree: { sha: tree },
    parents: parents.map((parent) => ({
      sha: parent,
      url: "https://github.test/",
      html_url: "https://github.test/",
    })),
    author,
  });
  const pullFields = (pull: StoredPull, from = full): Json => ({
    number: pull.number,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    draft: pull.draft,
    html_url: `https://github.test/${full}/pull/${pull.number}`,
    head: { ref: pull.head, sha: refs.get(pull.head) ?? hash("gone"), repo: { full_name: from } },
    base: { ref: pull.base, repo: { full_name: full } },
  });
  const saidFields = (kind: string, at: number, { author, body }: Said): Json => ({
    body,
    user: user(author),
    html_url: `https://github.test/${full}/${kind}/${at + 1}`,
  });

  function createTree(path: string, body: Json): Answer {
    const from = text(body["base_tree"]);
    const known = from === "" ? new Map<string, File>() : trees.get(from);
    if (known === undefined) return refusal(404, "Not Found");
    const made = new Map(known);
    for (const entry of (body["tree"] ?? []) as readonly Json[]) {
      const [file, sha, content] = [text(entry["path"]), entry["sha"], entry["content"]];
      if (file.startsWith("/") || file.split("/").includes(".."))
        return invalid("tree.path contains a malformed path component");
      if (sha === null) {
        if (!made.delete(file)) return invalid("GitRPC::BadObjectState");
        continue;
      }
      const bytes = typeof content === "string" ? Buffer.from(content) : blobs.get(text(sha));
      if (bytes === undefined) return invalid("tree.sha is not a valid blob");
      made.set(file, { mode: text(entry["mode"]), content: bytes });
    }
    trees.set(treeName(made), made);
    return {
      status: 201,
      body: described("POST", path, 201, { sha: treeName(made), tree: [], truncated: false }),
    };
  }

  function createCommit(path: string, body: Json): Answer {
    const [tree, parents] = [text(body["tree"]), (body["parents"] ?? []) as readonly string[]];
    if (!trees.has(tree)) return invalid("Tree SHA does not exist");
    if (parents.some((parent) => !commits.has(parent)))
      return invalid("Parent SHA does not exist or is not a commit object");
    const commit: Commit = { message: text(body["message"]), tree, parents, author: body["author"] as Json };
    const sha = hash(commit);
    commits.set(sha, commit);
    return { status: 201, body: described("POST", path, 201, commitFields(sha, commit)) };
  }

  const refFields = (branch: string): Json => ({
    ref: `refs/heads/${branch}`,
    object: { sha: refs.get(branch) ?? "", type: "commit" },
  });

  function createRef(path: string, body: Json): Answer {
    const [ref, sha] = [text(body["ref"]), text(body["sha"])];
    const branch = ref.replace("refs/heads/", "");
    if (refs.has(branch)) return invalid("Reference already exists");
    if (!commits.has(sha)) return invalid("Object does not exist");
    refs.set(branch, sha);
    return { status: 201, body: described("POST", path, 201, refFields(branch)) };
  }

  function git(method: string, path: string, parts: readonly string[], body: Json): Answer | null {
    const [, , , , kind = "", id = ""] = parts;
    const branch = id.replace("heads/", "");
    switch (`${method} ${kind}`) {
      case "POST blobs": {
        const bytes = Buffer.from(text(body["content"]), body["encoding"] === "base64" ? "base64" : "utf8");
        blobs.set(hash(bytes.toString("hex")), bytes);
        return { status: 201, body: described("POST", path, 201, { sha: hash(bytes.toString("hex")) }) };
      }
      case "POST trees":
        return createTree(path, body);
      case "POST commits":
        return createCommit(path, body);
      case "GET commits": {
        const commit = commits.get(id);
        return commit === undefined
          ? refusal(404, "Not Found")
          : { status: 200, body: described("GET", path, 200, commitFields(id, commit)) };
      }
      case "GET ref":
        return refs.has(branch)
          ? { status: 200, body: described("GET", path, 200, refFields(branch)) }
          : refusal(404, "Not Found");
      case "POST refs":
        return createRef(path, body);
      case "PATCH refs":
        if (!refs.has(branch)) return invalid("Reference does not exist");
        refs.set(branch, text(body["sha"]));
        return { status: 200, body: described("PATCH", path, 200, refFields(branch)) };
      default:
        return null;
    }
  }

  function createPull(path: string, body: Json, author: string): Answer {
    if (!mayOpenPulls)
      return refusal(403, "GitHub Actions is not permitted to create or approve pull requests.");
    const [head, to] = [text(body["head"]), text(body["base"])];
    if (!refs.has(head) || !refs.has(to)) return invalid("Validation Failed");
    if (pulls.some((one) => one.head === head && one.state === "open"))
      return invalid("A pull request already exists");
    const pull: StoredPull = {
      number: 100 + pulls.length,
      title: text(body["title"]),
      body: text(body["body"]),
      head,
      base: to,
      draft: body["draft"] === true,
      state: "open",
      author,
    };
    pulls.push(pull);
    return { status: 201, body: described("POST", path, 201, pullFields(pull)) };
  }

  function review(path: string, body: Json, author: string): Answer {
    const [file, line] = [text(body["path"]), Number(body["line"])];
    if (lines[file]?.includes(line) !== true)
      return invalid("pull_request_review_thread.line must be part of the diff");
    const said: Said = {
      author,
      body: text(body["body"]),
      path: file,
      line,
      commit: text(body["commit_id"]),
    };
    reviews.push(said);
    return {
      status: 201,
      body: described("POST", path, 201, saidFields("reviews", reviews.length - 1, said)),
    };
  }

  function onPulls(
    method: string,
    path: string,
    parts: readonly string[],
    query: URLSearchParams,
    body: Json,
    author: string,
  ): Answer | null {
    const [, , , , number = "", kind = ""] = parts;
    if (kind === "comments" && method === "POST") return review(path, body, author);
    if (kind === "comments")
      return {
        status: 200,
        body: listed(
          "GET",
          path,
          reviews.map((one, at) => saidFields("reviews", at, one)),
        ),
      };
    if (kind === "requested_reviewers") {
      reviewers.push(...((body["reviewers"] ?? []) as readonly string[]));
      return { status: 201, body: described("POST", path, 201, { number: Number(number) }) };
    }
    if (number === "" && method === "POST") return createPull(path, body, author);
    if (number === "") {
      const branch = (query.get("head") ?? "").replace(`${owner}:`, "");
      const found = pulls.filter(({ head }) => head === branch).toReversed();
      return {
        status: 200,
        body: listed(
          "GET",
          path,
          found.map((pull) => pullFields(pull)),
        ),
      };
    }
    const { pull } = options;
    if (pull === undefined || pull.number !== Number(number)) return null;
    const { head, from = full, state = "open" } = pull;
    const more = {
      number: pull.number,
      state,
      head: { sha: head, repo: { full_name: from } },
      base: { repo: { full_name: full } },
    };
    return { status: 200, body: described("GET", path, 200, more) };
  }

  function onIssues(
    method: string,
    path: string,
    parts: readonly string[],
    body: Json,
    author: string,
  ): Answer | null {
    const [, , , , number = "", kind = ""] = parts;
    if (kind === "labels") {
      const set = labels.get(Number(number)) ?? new Set<string>();
      for (const label of (body["labels"] ?? []) as readonly string[]) set.add(label);
      labels.set(Number(number), set);
      return {
        status: 200,
        body: listed(
          "POST",
          path,
          [...set].map((label) => ({ name: label })),
        ),
      };
    }
    if (number !== "") return null;
    if (method === "POST") {
      const said: Said = { author, body: text(body["body"]), title: text(body["title"]) };
      issues.push(said);
      return {
        status: 201,
        body: described("POST", path, 201, saidFields("issues", issues.length - 1, said)),
      };
    }
    return {
      status: 200,
      body: listed("GET", path, issues.map((one, at) => saidFields("issues", at, one)).toReversed()),
    };
  }

  const part: Part = (method, path, query, body, author) => {
    const parts = path.split("/").slice(1).map(decodeURIComponent);
    const [kind, of, repo, what] = parts;
    if (kind !== "repos" || of !== owner || repo !== name) return null;
    if (what === undefined)
      return {
        status: 200,
        body: described("GET", path, 200, { default_branch: defaultBranch, full_name: full }),
      };
    if (what === "git") return git(method, path, parts, body);
    if (what === "pulls") return onPulls(method, path, parts, query, body, author);
    return what === "issues" ? onIssues(method, path, parts, body, author) : null;
  };
  const files = (branch: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      [...(trees.get(commits.get(refs.get(branch) ?? "")?.tree ?? "") ?? [])].map(([path, { content }]) => [
        path,
        content.toString("utf8"),
      ]),
    );
  return { part, base, refs, commits, pulls, issues, reviews, labels, reviewers, files };
}
