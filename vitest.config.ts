import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const setupFiles = ["test/rig/properties.ts"];

/** CI counts tests from a report; asked for by environment, because `npm cit` hands no arguments on. */
const report = process.env["TEST_REPORT"];

/** GitHub's own parser imports JSON in a way that Node refuses and vite does not; its maps lead to files that it does not bring. */
const GITHUB = /@actions\/(?:workflow-parser|expressions)/;
const server = { deps: { inline: [GITHUB] } };
const withoutMaps = {
  name: "without-maps",
  enforce: "pre" as const,
  load: (id: string) =>
    GITHUB.test(id) && id.endsWith(".js")
      ? readFileSync(id, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "")
      : null,
};
const plugins = [withoutMaps];

export default defineConfig({
  test: {
    ...(report === undefined ? {} : { reporters: ["default", ["json", { outputFile: report }]] }),
    projects: [
      {
        plugins,
        test: { name: "unit", include: ["src/**/*.test.ts", "test/*.test.ts"], setupFiles, server },
      },
      { test: { name: "contract", include: ["test/contracts/**/*.test.ts"], setupFiles } },
      {
        plugins,
        test: { name: "e2e", include: ["test/e2e/*.test.ts"], testTimeout: 60_000, setupFiles, server },
      },
      // Needs `act`, which has to be built first.
      {
        test: { name: "act", include: ["test/e2e/act/*.test.ts"], testTimeout: 120_000, setupFiles, server },
      },
      // Needs a browser, which has to be installed first.
      { test: { name: "browser", include: ["test/e2e/browser/*.test.ts"], testTimeout: 60_000, setupFiles } },
      // Real agents, which have to be installed first.
      { test: { name: "agents", include: ["test/e2e/agents/*.test.ts"], testTimeout: 120_000, setupFiles } },
    ],
  },
});
