/** Two jobs that write one comment at once: whichever order their requests arrive in, the newer one stands as far as the platform allows. */
import { describe, expect, it } from "vitest";
import { fakeGithub } from "../../../test/rig/github.ts";
import { markLine, type CommentMark } from "../../core/render/comment-mark.ts";
import { githubApi, type Api } from "./api.ts";
import { MAX_REPAIRS, writeComment, type Order, type Written } from "./comments.ts";

const ROBOT = "github-actions[bot]";
const PLACE = { repository: { owner: "o", name: "r" }, change: 1, author: ROBOT };
const ID = 7;

const mark = (more: Partial<CommentMark>): CommentMark => ({
  key: "feature",
  run: "100",
  attempt: 1,
  seq: 5,
  ...more,
});
const bodyOf = (own: CommentMark): string => `${markLine(own)}\nrun ${own.run}, turn ${own.seq}`;
const orderOf = (own: CommentMark): Order => ({
  mark: own,
  body: () => bodyOf(own),
  known: ID,
  mayCreate: true,
  shared: true,
});

/** As many requests of the first as of the second kind, in every order that there is. */
function merges(some: string, others: string): readonly string[] {
  if (some === "" || others === "") return [some + others];
  return [
    ...merges(some.slice(1), others).map((rest) => `${some[0] ?? ""}${rest}`),
    ...merges(some, others.slice(1)).map((rest) => `${others[0] ?? ""}${rest}`),
  ];
}

type Request = () => Promise<void>;

class Writer {
  readonly waiting: Request[] = [];
  ended = false;
  result: Written | null = null;

  /** Each request waits until it is let go. */
  api(real: Api): Api {
    const held = <T>(act: () => Promise<T>): Promise<T> =>
      new Promise((resolve) => this.waiting.push(() => act().then(resolve)));
    return {
      ...real,
      read: (...words) => held(() => real.read(...words)),
      change: (...words) => held(() => real.change(...words)),
    };
  }

  begin(real: Api, own: CommentMark): void {
    void writeComment(this.api(real), PLACE, orderOf(own)).then((told) => {
      this.result = told.ok ? told.value : null;
      this.ended = true;
    });
  }

  async letOne(): Promise<void> {
    while (this.waiting.length === 0 && !this.ended) await new Promise((resolve) => setImmediate(resolve));
    await this.waiting.shift()?.();
  }
}

const realApi = (base: string): Api =>
  githubApi({
    base,
    token: "t",
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    clean: (value) => value,
  });

async function scene(before: CommentMark) {
  const github = await fakeGithub({ comments: [{ id: ID, author: ROBOT, body: bodyOf(before) }] });
  return { github, body: () => github.comments[0]?.body ?? "" };
}

/** Nobody can tell that it was written over: the older one looked before, and wrote after all that the newer one did. */
const isLost = (schedule: string): boolean => {
  const at = (who: string, nth: number): number =>
    Array.from(schedule).flatMap((one, index) => (one === who ? [index] : []))[nth] ?? -1;
  return at("o", 0) < at("n", 1) && at("o", 1) > at("n", 2);
};

describe("one comment and two jobs that write it", () => {
  it.each([
    ["two runs", mark({}), mark({ run: "101", seq: 1 })],
    ["two attempts of a run", mark({ seq: 37 }), mark({ attempt: 2, seq: 5 })],
    ["two waves of a run", mark({}), mark({ seq: 9 })],
  ])("shows the newer of %s, however their requests follow each other", async (_name, older, newer) => {
    const schedules = merges("ooo", "nnn");
    expect(schedules.filter(isLost)).toEqual(["onnnoo", "nonnoo"]);
    for (const schedule of schedules) {
      const { github, body } = await scene(mark({ seq: 1 }));
      const writers = { o: new Writer(), n: new Writer() };
      writers.o.begin(realApi(github.url), older);
      writers.n.begin(realApi(github.url), newer);
      for (const who of schedule) await (who === "o" ? writers.o : writers.n).letOne();
      while (!writers.n.ended) await writers.n.letOne();
      while (!writers.o.ended) await writers.o.letOne();
      expect(body(), schedule).toBe(bodyOf(isLost(schedule) ? older : newer));
      expect(writers.n.result, schedule).toEqual({ kind: "written", id: ID });
      expect(github.violations).toEqual([]);
    }
  });

  it("costs a request more, and no more than a few where somebody does not give in", async () => {
    const { github } = await scene(mark({ seq: 1 }));
    const api = realApi(github.url);
    expect(await writeComment(api, PLACE, orderOf(mark({})))).toMatchObject({ ok: true });
    expect(github.calls.map(({ method }) => method)).toEqual(["GET", "PATCH", "GET"]);
    const stubborn: Api = {
      ...api,
      change: async (...words) => {
        const changed = await api.change(...words);
        const [comment] = github.comments;
        if (comment !== undefined) comment.body = bodyOf(mark({ seq: 2 }));
        return changed;
      },
    };
    github.calls.length = 0;
    expect(await writeComment(stubborn, PLACE, orderOf(mark({ seq: 9 })))).toMatchObject({ ok: true });
    expect(MAX_REPAIRS).toBe(2);
    expect(github.calls.filter(({ method }) => method === "PATCH")).toHaveLength(1 + MAX_REPAIRS);
    expect(github.calls).toHaveLength(3 + 2 * MAX_REPAIRS);
  });

  it("is left alone by whoever finds a later turn there, before or after writing", async () => {
    const { github, body } = await scene(mark({ seq: 9 }));
    expect(await writeComment(realApi(github.url), PLACE, orderOf(mark({ seq: 5 })))).toEqual({
      ok: true,
      value: { kind: "outrun" },
    });
    expect(body()).toBe(bodyOf(mark({ seq: 9 })));
    expect(github.writes()).toEqual([]);
  });

  it("is taken for written where it cannot be read back, and for gone where somebody took it away", async () => {
    const { github } = await scene(mark({ seq: 1 }));
    const api = realApi(github.url);
    let reads = 0;
    const unread: Api = {
      ...api,
      read: (...words) =>
        (reads += 1) > 1
          ? Promise.resolve({ ok: false, error: { kind: "spent", words: "no more" } })
          : api.read(...words),
    };
    expect(await writeComment(unread, PLACE, orderOf(mark({})))).toMatchObject({
      value: { kind: "written" },
    });
    const taken: Api = {
      ...api,
      change: async (...words) => {
        const changed = await api.change(...words);
        github.comments.length = 0;
        return changed;
      },
    };
    expect(await writeComment(taken, PLACE, orderOf(mark({ seq: 6 })))).toEqual({
      ok: true,
      value: { kind: "gone" },
    });
  });
});
