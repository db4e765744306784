/** The page of a run in a real browser: what strangers wrote stays text, nothing is asked of the network, and it works without its script. */
import { afterAll, describe, expect, it } from "vitest";
import { reportPage } from "../../../src/core/render/html-report.ts";
import { board, failed, line, row } from "../../rig/boards.ts";
import { closeBrowser, opened } from "../../rig/browser.ts";
import { attempt, reportOf, reportSaying } from "../../rig/reports.ts";
import { taskId } from "../../../src/core/base/brand.ts";

afterAll(closeBrowser);

const ROWS = [
  row("plan"),
  failed("build", "AssertionError: expected 90 to be 81", { attempts: 3 }),
  row("ship", { status: "upstream_failed", startedAt: null, finishedAt: null, reason: "build failed" }),
];
const PAGE = reportPage(
  reportOf(ROWS, {
    board: board(ROWS, { conclusion: "failure" }, [line("plan", "build"), line("build", "ship")]),
  }),
);

type Bones = Readonly<{ scripts: number; foreign: number; handlers: number; text: string }>;

/** What a page is made of, as the browser has understood it. */
const BONES = `({
  scripts: document.scripts.length,
  foreign: document.querySelectorAll("img,iframe,object,embed,base,form,button,link").length,
  handlers: Array.from(document.querySelectorAll("*"), (one) => one.getAttributeNames())
    .flat()
    .filter((name) => name.startsWith("on") || name === "style").length,
  text: document.body.textContent,
})`;

describe("what strangers wrote", () => {
  it.each([
    `"><img src=https://evil.test/x onerror=alert(1)>`,
    `</script><script>alert(1)</script>`,
    `</title></style><svg onload=alert(1)>`,
    `' onmouseover='alert(1)' x='`,
    `javascript:alert(1)`,
    `</pre></details><details open ontoggle=alert(1)><iframe src=//evil.test>`,
    `<!--<base href=//evil.test><meta http-equiv=refresh content=0;url=//evil.test>`,
    `<form action=//evil.test><button autofocus onfocus=alert(1)>`,
  ])("is text in every field: %s", async (words) => {
    const { page, asked, said } = await opened(reportPage(reportSaying(words)));
    for (const link of await page.locator("a").all())
      expect(await link.getAttribute("href")).toMatch(/^#t-\d+$/);
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    await page.locator("h1").hover();
    const bones = await page.evaluate<Bones>(BONES);
    expect(bones).toMatchObject({ scripts: 1, foreign: 0, handlers: 0 });
    expect(bones.text.split(words).length).toBeGreaterThan(20);
    expect([...asked, ...said]).toEqual([]);
  });

  it("could do nothing even if some of it came through", async () => {
    const broken = PAGE.replace(
      "<main>",
      `<main><script>alert(1)</script><img src="https://evil.test/x" onerror="alert(1)"><style>main{display:none}</style><p id="p" style="display:none">x</p>`,
    );
    expect(broken).not.toBe(PAGE);
    const { page, asked, said } = await opened(broken);
    expect(said.filter((words) => words.startsWith("dialog"))).toEqual([]);
    expect(said.length).toBeGreaterThanOrEqual(3);
    expect(asked).toEqual([]);
    expect(await page.locator("#p").isVisible()).toBe(true);
  });
});

describe("the page", () => {
  it("can be read without its script", async () => {
    const { page, asked, said } = await opened(PAGE, { script: false });
    expect(await page.locator(".tasks tbody tr").count()).toBe(3);
    expect(await page.locator("pre.bad").first().isVisible()).toBe(true);
    expect(await page.locator(".controls").isVisible()).toBe(false);
    await page.locator("details.task summary").first().click();
    expect(await page.locator("details.task").first().innerText()).toContain("working");
    expect([...asked, ...said]).toEqual([]);
  });

  it("finds, hides and orders with it", async () => {
    const { page, said } = await opened(PAGE);
    const shown = () => page.locator(".tasks tbody tr:visible td:nth-child(2)").allInnerTexts();
    await page.locator("#find").fill("assertion");
    expect(await shown()).toEqual(["build"]);
    expect(await page.locator("#count").innerText()).toBe("1 of 3");
    await page.locator("#find").fill("");
    await page.locator("#bad").check();
    expect(await shown()).toEqual(["build", "ship"]);
    await page.locator("#bad").uncheck();
    await page.locator("#order").selectOption("t");
    expect(await shown()).toEqual(["plan", "build", "ship"]);
    await page.locator("h1").click();
    await page.keyboard.press("f");
    await page.locator("details#t-2[open]").waitFor();
    expect(said).toEqual([]);
  });

  it("opens the task that its address names, and none that it does not know", async () => {
    const { page } = await opened(PAGE, {}, "#t-1");
    expect(await page.locator("details[open]").count()).toBe(1);
    const wild = await opened(PAGE, {}, "#t-1%22]<b>");
    expect(await wild.page.locator("details[open]").count()).toBe(0);
    expect(wild.said).toEqual([]);
  });

  it.each([
    [360, false],
    [360, true],
    [1600, true],
  ] as const)("does not run over its edge at %d pixels (dark: %s)", async (width, dark) => {
    const { page } = await opened(PAGE, { width, dark });
    const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(wide).toBeLessThanOrEqual(width);
    const colour = await page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    expect(colour).toBe(dark ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
  });

  it("of 2,000 tasks with three attempts each opens fast", async () => {
    const rows = Array.from({ length: 2000 }, (_, n) =>
      n % 50 === 0 ? failed(`task-${n}`, "no") : row(`task-${n}`),
    );
    const tries = new Map(
      rows.map(({ id }) => [id, [1, 2, 3].map((n) => attempt(id, { n, task: taskId(id) }))]),
    );
    const text = reportPage(reportOf(rows, { tries, board: board(rows, { conclusion: "failure" }) }));
    const { page, millis } = await opened(text);
    console.log(`2,000 tasks: ${Math.round(text.length / 1024)} KiB, drawn after ${Math.round(millis)} ms`);
    expect(await page.locator(".tasks tbody tr").count()).toBe(2000);
    expect(millis).toBeLessThan(6000);
    await page.locator("#find").fill("task-1999");
    expect(await page.locator(".tasks tbody tr:visible").count()).toBe(1);
  });
});
