/** The log as the runner reads it: a model of the runner obeys whatever it would obey, and must have obeyed our orders alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactor } from "../../core/guard/redact.ts";
import { MAX_MESSAGE, markLine } from "./command.ts";
import { assignment } from "./files.ts";
import { jobLog, MAX_GROUPS, MAX_MARKS } from "./log.ts";
import { maskLines, SHORTEST_MASK } from "./mask.ts";

const DOTNET_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** Names of the commands that the runner carries out. */
function obeyed(log: string): readonly string[] {
  const found: string[] = [];
  let stop: string | null = null;
  for (const line of log.split(/\r\n|[\n\r]/)) {
    const text = line.replace(DOTNET_SPACE, "");
    const name = /^::([^:\s]+)[^]*?::/.exec(text)?.[1] ?? /##\[([^\]\s]+)/.exec(line)?.[1];
    if (name === undefined) continue;
    if (stop !== null) {
      if (name === stop) stop = null;
      continue;
    }
    if (name === "stop-commands") stop = text.slice("::stop-commands::".length);
    else found.push(name);
  }
  return found;
}

function written(act: (log: ReturnType<typeof jobLog>) => void, secrets: readonly string[] = []): string {
  let text = "";
  let count = 0;
  const log = jobLog({
    write: (more) => (text += more),
    redactor: redactor(secrets),
    token: () => `token${(count += 1)}`,
  });
  act(log);
  log.flush();
  return text;
}

describe("the log", () => {
  it("stops orders around text and takes them up again with its own token", () => {
    const text = written((log) => {
      log.text("one\n");
      log.text("two\n");
      log.mark({ level: "error", message: "bad" });
      log.text("three\n");
    });
    expect(text.split("\n")).toEqual([
      "::stop-commands::token1",
      "one",
      "two",
      "::token1::",
      "::error::bad",
      "::stop-commands::token2",
      "three",
      "::token2::",
      "",
    ]);
  });

  it("obeys nothing that a task prints, even one that knows the tokens", () => {
    const piece = fc.constantFrom(
      "::token1::",
      "::token2::",
      "::error::x",
      "##[error]x",
      "::stop-commands::a",
      "\n",
      "\r",
      " ",
      "\u0085",
      "\ufeff",
      "words",
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(piece, { maxLength: 8 }).map((all) => all.join("")),
          { maxLength: 6 },
        ),
        (said) => {
          const text = written((log) => {
            for (const each of said) log.text(each);
            log.mark({ level: "warning", message: said.join("") });
            log.group(said.join(""), said.join(""));
          });
          return JSON.stringify(obeyed(text)) === JSON.stringify(["warning", "group", "endgroup"]);
        },
      ),
    );
  });

  it("strikes secrets out of text, marks and titles", () => {
    const text = written(
      (log) => {
        log.text("the key is hunter2-hunter2\n");
        log.mark({ level: "error", message: "hunter2-hunter2", title: "hunter2-hunter2" });
        log.group("hunter2-hunter2", "hunter2-hunter2");
      },
      ["hunter2-hunter2"],
    );
    expect(text).not.toContain("hunter2");
  });

  it("marks no more than the runner shows, and says the rest as text", () => {
    const text = written((log) => {
      for (let n = 0; n < MAX_MARKS + 5; n += 1) log.mark({ level: "error", message: `bad ${n}` });
      log.mark({ level: "warning", message: "hm" });
    });
    expect(obeyed(text).filter((name) => name === "error")).toHaveLength(MAX_MARKS);
    expect(obeyed(text)).toContain("warning");
    expect(text).toContain(`error: bad ${MAX_MARKS}\n`);
  });

  it("folds only so many parts", () => {
    const text = written((log) => {
      for (let n = 0; n < MAX_GROUPS + 3; n += 1) log.group(`part ${n}`, "x");
    });
    expect(obeyed(text).filter((name) => name === "group")).toHaveLength(MAX_GROUPS);
    expect(text).toContain(`part ${MAX_GROUPS}\nx\n`);
  });
});

describe("marks", () => {
  it("escape what would end them early", () =>
    expect(
      markLine({ level: "error", message: "50%\nnext", title: "a: b, c", file: "x,y.ts", line: 3 }),
    ).toBe("::error file=x%2Cy.ts,line=3,title=a%3A b%2C c::50%25%0Anext\n"));

  it("are cut where the runner would cut them, and never inside a character", () => {
    const line = markLine({ level: "error", message: "x".repeat(MAX_MESSAGE + 1) });
    expect(line).toBe(`::error::${"x".repeat(MAX_MESSAGE - 1)}…\n`);
  });
});

describe("masks", () => {
  it("hold the spellings that the runner does not know", () => {
    const text = maskLines(["p@ssw0rd/1+2=3"]);
    expect(text).toContain("::add-mask::p@ssw0rd/1+2=3\n");
    expect(text).toContain(Buffer.from("p@ssw0rd/1+2=3").toString("hex"));
    expect(text).toContain(`::add-mask::${Buffer.from("p@ssw0rd/1+2=3").toString("base64").slice(0, 12)}`);
    expect(text).toContain(encodeURIComponent("p@ssw0rd/1+2=3").replaceAll("%", "%25"));
  });

  it("hold each line of a secret of several", () => {
    const text = maskLines(["-----BEGIN KEY-----\nabcdefghijkl\n-----END KEY-----"]);
    expect(text).toContain("::add-mask::abcdefghijkl\n");
    expect(text.split("\n").every((line) => line === "" || line.startsWith("::add-mask::"))).toBe(true);
  });

  it("never hold what stands in ordinary text by chance", () => {
    expect(maskLines(["", "true", "x".repeat(SHORTEST_MASK - 1)])).toBe("");
    for (const line of maskLines(["x".repeat(SHORTEST_MASK)])
      .split("\n")
      .slice(0, -1))
      expect(line.length).toBeGreaterThanOrEqual("::add-mask::".length + SHORTEST_MASK);
  });
});

describe("an output", () => {
  it("ends with a mark that its value cannot hold", () => {
    expect(assignment("outputs", "a\nb", "mark")).toBe("outputs<<mark\na\nb\nmark\n");
    expect(() => assignment("outputs", "a\nmark\nevil=1", "mark")).toThrow("Internal error");
    expect(() => assignment("a<<b", "x")).toThrow("Internal error");
  });

  it("gets another mark each time", () => expect(assignment("a", "x")).not.toBe(assignment("a", "x")));
});
