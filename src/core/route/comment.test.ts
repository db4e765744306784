/** Orders in comments: what is strict enough to be meant, and everything that must never be taken for one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerOrders,
  firstLine,
  MAX_ORDER_LENGTH,
  MAX_ORDER_PAIRS,
  MAX_PAIR_LENGTH,
  mayBeOrder,
  orderIn,
} from "./comment.ts";

const pairs = (count: number): string => Array.from({ length: count }, (_, at) => `k${at}=v`).join(" ");

describe("an order", () => {
  it.each([
    ["/agents run feature", { kind: "run", workflow: "feature", inputs: [] }],
    ["/agents run", { kind: "run", workflow: null, inputs: [] }],
    ["/agents run a=1", { kind: "run", workflow: null, inputs: [["a", "1"]] }],
    [
      '/agents run bug-fix issue=42 title="a \\"b\\" c" empty=',
      {
        kind: "run",
        workflow: "bug-fix",
        inputs: [
          ["issue", "42"],
          ["title", 'a "b" c'],
          ["empty", ""],
        ],
      },
    ],
    ["/agents run x a==b", { kind: "run", workflow: "x", inputs: [["a", "=b"]] }],
    ["/agents resume", { kind: "resume" }],
    ["/agents   status  ", { kind: "status" }],
    ["/agents cancel\r\nplease, it is late", { kind: "cancel" }],
    ["/agents retry test", { kind: "retry", task: "test" }],
    [
      "/agents approve release 3fa2b1c4d5e6",
      { kind: "approve", gate: "release", digest: "3fa2b1c4d5e6", fields: [] },
    ],
    [
      '/agents approve release 3fa2b1c4 version=1.2 why="it is time"',
      {
        kind: "approve",
        gate: "release",
        digest: "3fa2b1c4",
        fields: [
          ["version", "1.2"],
          ["why", "it is time"],
        ],
      },
    ],
    ["/agents reject release", { kind: "reject", gate: "release" }],
  ])("%j is understood", (body, order) => expect(orderIn(body)).toEqual({ ok: true, value: order }));

  it("may begin with words of the project, and our own come first", () => {
    const phrases = ["/agents feature", "/agents", "/review", "/review deep", "/agents run"];
    expect(orderIn("/agents feature name=x", phrases)).toEqual({
      ok: true,
      value: { kind: "routed", inputs: [["name", "x"]] },
    });
    expect(orderIn("/review deep", phrases)).toMatchObject({ value: { kind: "routed", inputs: [] } });
    expect(orderIn("/reviewer", phrases)).toBeNull();
    expect(orderIn("/agents status", phrases)).toMatchObject({ value: { kind: "status" } });
    expect(orderIn("/agents run x", phrases)).toMatchObject({ value: { kind: "run", workflow: "x" } });
  });
});

it("to answer is shown as it is understood", () => {
  const orders = answerOrders("release", "3fa2b1c4d5e6");
  expect(orders.map((line) => orderIn(line)?.ok)).toEqual([true, true]);
  expect(answerOrders("ship[a b]#2", "3fa2b1c4d5e6")).toEqual([]);
  expect(answerOrders("release", "")).toEqual([]);
});

describe("nobody speaks to us", () => {
  it.each([
    "",
    "looks good",
    "please /agents run x",
    " /agents run x",
    "    /agents run x",
    "\t/agents run x",
    "> /agents run x",
    "```\n/agents run x\n```",
    "`/agents run x`",
    "- /agents run x",
    "\n/agents run x",
    "/agentsrun x",
    "/agents-run x",
    "/Agents run x",
    "/AGENTS status",
    "\u200b/agents run x",
    "\ufeff/agents run x",
    "/agents\u00a0run x",
    "<!-- -->/agents run x",
    "@bot /agents run x",
  ])("in %j", (body) => expect(orderIn(body)).toBeNull());
});

describe("an order that cannot be meant", () => {
  it.each([
    ["/agents", "nothing is said"],
    ["/agents rum x", 'did you mean "run"'],
    ["/agents run ../x", "no name of a workflow"],
    ["/agents run a/b", "no name of a workflow"],
    ["/agents run --help", "no name of a workflow"],
    ["/agents run -p", "no name of a workflow"],
    ["/agents run x y", "no name=value"],
    ["/agents run x =y", "no name=value"],
    ["/agents run x --flag=y", "no name=value"],
    ["/agents run x __proto__=y", "no name=value"],
    ["/agents run x constructor=y", "no name=value"],
    ["/agents run x a=1 a=2", "given twice"],
    ['/agents run x a="open', "not closed"],
    [`/agents run x a=${"y".repeat(MAX_PAIR_LENGTH + 1)}`, `more than ${MAX_PAIR_LENGTH}`],
    [`/agents run x ${pairs(MAX_ORDER_PAIRS + 1)}`, `more than ${MAX_ORDER_PAIRS}`],
    [`/agents ${"x".repeat(MAX_ORDER_LENGTH)}`, `more than ${MAX_ORDER_LENGTH}`],
    ["/agents run x\u202egnp", "nobody sees"],
    ["/agents run x a=\u0000", "nobody sees"],
    ["/agents run x a=b\u{e0041}", "nobody sees"],
    ["/agents run x\ta=b", "nobody sees"],
    ["/agents run x\u2028a=b", "nobody sees"],
    ["/agents approve release", "the digest"],
    ["/agents approve release HEAD", "no digest"],
    ["/agents approve release 3FA2B1C4", "no digest"],
    ["/agents approve release 3fa2b1c4 now", "no name=value"],
    ["/agents approve -r 3fa2b1c4", "the digest"],
    ["/agents reject a b", "a gate"],
    ["/agents retry", "takes a task"],
    ["/agents retry --all", "takes a task"],
    ["/agents retry a b", "takes a task"],
    ["/agents resume now", "takes nothing"],
    ["/agents status $(id)", "takes nothing"],
  ])("%j is refused, and it is said why", (body, words) => {
    const heard = orderIn(body);
    expect(heard?.ok).toBe(false);
    const { message = "", hint = "" } = heard?.ok === false ? heard.error : {};
    expect(`${message} ${hint}`).toContain(words);
  });
});

describe("whatever is written", () => {
  const piece = fc.constantFrom(
    "/agents ",
    "/agents",
    "run ",
    "approve ",
    "retry ",
    "x",
    "a=b ",
    '"',
    "\\",
    " ",
    "\n",
    "\r",
    "`",
    ">",
    "-",
    "..",
    "/",
    "$(id)",
    "${{ x }}",
    "\u0000",
    "\u202e",
    "é",
    "😀",
    "\ud800",
    "__proto__=1 ",
  );
  const wild = fc.oneof(
    fc.array(piece, { maxLength: 20 }).map((all) => all.join("")),
    fc.array(piece, { maxLength: 20 }).map((all) => `/agents ${all.join("")}`),
    fc.string({ unit: "binary" }),
  );

  it("is answered, and nothing in an order can become a flag, a path or a second line", () => {
    fc.assert(
      fc.property(wild, (body) => {
        const heard = orderIn(body);
        if (heard === null || !heard.ok) return;
        const order = heard.value;
        const names = [
          "workflow" in order ? (order.workflow ?? "x") : "x",
          "task" in order ? order.task : "x",
          "gate" in order ? order.gate : "x",
          ...("inputs" in order ? order.inputs.map(([name]) => name) : []),
        ];
        for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/);
        const values = "inputs" in order ? order.inputs.map(([, value]) => value) : [];
        for (const value of values)
          expect(value).not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e]/);
        expect(body.startsWith("/agents")).toBe(true);
      }),
    );
  });

  it("is read in a time that its first line decides alone", () => {
    const long = `/agents run x ${'a="'.repeat(200_000)}`;
    const began = performance.now();
    for (let n = 0; n < 100; n += 1) orderIn(long, ["/agents feature"]);
    expect(performance.now() - began).toBeLessThan(500);
    expect(firstLine(long).length).toBeLessThanOrEqual(MAX_ORDER_LENGTH + 1);
    expect(mayBeOrder("hello")).toBe(false);
  });
});
