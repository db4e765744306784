/** A real browser that opens pages from the disk, and tells everything that a page tries to do. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./folder.ts";

/** Where the browser lies. Its own sandbox needs rights that a container does not give. */
const EXECUTABLE = process.env["AO_CHROMIUM"] ?? "/usr/bin/chromium-headless-shell";

let started: Promise<Browser> | undefined;

const browser = (): Promise<Browser> =>
  (started ??= chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"] }));

export const closeBrowser = async (): Promise<void> => {
  await (await started)?.close();
  started = undefined;
};

export type Opened = Readonly<{
  page: Page;
  /** Addresses besides its own that it asked for. */
  asked: readonly string[];
  /** Dialogs, errors and everything that its policy refused. */
  said: readonly string[];
  /** Until it was drawn. */
  millis: number;
}>;

export type Look = Readonly<{ script?: boolean; dark?: boolean; width?: number }>;

export async function opened(text: string, look: Look = {}, fragment = ""): Promise<Opened> {
  const file = join(temporaryFolder(), "page.html");
  writeFileSync(file, text);
  const context = await (
    await browser()
  ).newContext({
    viewport: { width: look.width ?? 1280, height: 900 },
    colorScheme: look.dark === true ? "dark" : "light",
    javaScriptEnabled: look.script !== false,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const [asked, said]: string[][] = [[], []];
  const own = pathToFileURL(file).href;
  page.on("requestfinished", (request) => request.url().split("#")[0] !== own && asked?.push(request.url()));
  page.on("requestfailed", (request) => request.failure()?.errorText !== "csp" && asked?.push(request.url()));
  page.on("dialog", (dialog) => {
    said?.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => said?.push(`error: ${error.message}`));
  page.on("console", (message) => said?.push(message.text()));
  const before = performance.now();
  await page.goto(own + fragment, { waitUntil: "load" });
  await page.locator("footer").boundingBox();
  return { page, asked: asked ?? [], said: said ?? [], millis: performance.now() - before };
}
