import { expect, test } from "vitest";
import { allowed, hiddenIn, SHORTEST_HIDDEN } from "./world.ts";

test("a task may see of the environment what every program needs, and nothing else", () => {
  expect(allowed({ PATH: "/bin", LC_TIME: "C", HOME: undefined, GITHUB_TOKEN: "x", PATHS: "y" })).toEqual({
    PATH: "/bin",
    LC_TIME: "C",
  });
});

test("what sounds like a secret is one for agents that find it", () => {
  const value = "v".repeat(SHORTEST_HIDDEN);
  const names = [
    "GITHUB_TOKEN",
    "AWS_SECRET_ACCESS_KEY",
    "DB_PASSWORD",
    "npm_token",
    "MY_CREDENTIALS",
    "API_KEYS",
  ];
  expect(hiddenIn(Object.fromEntries(names.map((name) => [name, value])))).toHaveLength(names.length);
  expect(
    hiddenIn({ KEYBOARD_LAYOUT: value, TOKENIZER: value, PATH: value, SHORT_KEY: value.slice(1) }),
  ).toEqual([]);
  expect(hiddenIn({ NO_KEY: undefined })).toEqual([]);
});
