import { expect, test } from "vitest";
import { colored, speaksUnicode, uiFor } from "./streams.ts";

const NO_WISH = { color: false, noColor: false };

test.each([
  [{}, NO_WISH, true, true],
  [{}, NO_WISH, false, false],
  [{ NO_COLOR: "1" }, NO_WISH, true, false],
  [{ NO_COLOR: "" }, NO_WISH, true, true],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, NO_WISH, true, false],
  [{ FORCE_COLOR: "1" }, NO_WISH, false, true],
  [{ FORCE_COLOR: "0" }, NO_WISH, true, false],
  [{ TERM: "dumb" }, NO_WISH, true, false],
  [{ GITHUB_ACTIONS: "true" }, NO_WISH, false, true],
  [{ GITHUB_ACTIONS: "true", NO_COLOR: "1" }, NO_WISH, false, false],
  [{ NO_COLOR: "1" }, { color: true, noColor: false }, false, true],
  [{ FORCE_COLOR: "1" }, { color: false, noColor: true }, true, false],
])("with %j, wishes %j and a terminal %s, colour is %s", (env, wish, terminal, expected) => {
  expect(colored(env, wish, terminal)).toBe(expected);
});

test.each([
  ["auto", false, {}, true, "live"],
  ["auto", false, {}, false, "plain"],
  ["auto", false, { CI: "true" }, true, "plain"],
  ["auto", false, { TERM: "dumb" }, true, "plain"],
  ["auto", false, { GITHUB_ACTIONS: "true", CI: "true" }, true, "github"],
  ["auto", true, {}, true, "none"],
  ["live", false, { CI: "true" }, false, "live"],
  ["none", false, {}, true, "none"],
])("--ui %s, quiet %s, %j and a terminal %s show progress as %s", (wish, quiet, env, terminal, ui) => {
  expect(uiFor(wish, quiet, env, terminal)).toBe(ui);
});

test.each([
  [{}, true],
  [{ LANG: "en_US.UTF-8" }, true],
  [{ LANG: "C.utf8" }, true],
  [{ LANG: "C" }, false],
  [{ LANG: "en_US.UTF-8", LC_ALL: "POSIX" }, false],
  [{ LANG: "C", LC_CTYPE: "de_DE.UTF-8" }, true],
])("the locale %j speaks Unicode: %s", (env, expected) => {
  expect(speaksUnicode(env)).toBe(expected);
});
