import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { CHUNK, strikeKnown } from "./strike-known.ts";

const KEY = `ghp_${"a1B2".repeat(9)}`;

function struck(content: string | Uint8Array): Buffer {
  const path = join(temporaryFolder(), "out");
  writeFileSync(path, content, { mode: 0o600 });
  strikeKnown(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  return readFileSync(path);
}

it("replaces keys, and leaves every other byte as it is", () => {
  const odd = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]);
  expect(struck(Buffer.concat([odd, Buffer.from(` ${KEY} ü`), odd]))).toEqual(
    Buffer.concat([odd, Buffer.from(" *** ü"), odd]),
  );
});

it("finds keys wherever a large file is cut", () => {
  for (const at of [CHUNK - KEY.length - 1, CHUNK - 20, CHUNK - 4, CHUNK, CHUNK * 2 - 32_768 - 3]) {
    const content = `${"x".repeat(at - 1)} ${KEY} ${"y".repeat(CHUNK)}`;
    const seen = struck(content).toString();
    expect(seen).toBe(content.replace(KEY, "***"));
  }
});

it("does not touch a file without any", () => {
  const path = join(temporaryFolder(), "out");
  writeFileSync(path, "nothing to see here, task-force\n".repeat(10));
  const before = statSync(path).ino;
  strikeKnown(path);
  expect(statSync(path).ino).toBe(before);
});
