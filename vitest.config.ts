import { defineConfig } from "vitest/config";

const setupFiles = ["test/rig/properties.ts"];

/** CI counts tests from a report; asked for by environment, because `npm cit` hands no arguments on. */
const report = process.env["TEST_REPORT"];

export default defineConfig({
  test: {
    ...(report === undefined ? {} : { reporters: ["default", ["json", { outputFile: report }]] }),
    projects: [
      { test: { name: "unit", include: ["src/**/*.test.ts", "test/*.test.ts"], setupFiles } },
      { test: { name: "contract", include: ["test/contracts/**/*.test.ts"], setupFiles } },
      { test: { name: "e2e", include: ["test/e2e/*.test.ts"], testTimeout: 60_000, setupFiles } },
      // Needs `act`, which has to be built first.
      { test: { name: "act", include: ["test/e2e/act/*.test.ts"], testTimeout: 120_000, setupFiles } },
      // Real agents, which have to be installed first.
      { test: { name: "agents", include: ["test/e2e/agents/*.test.ts"], testTimeout: 120_000, setupFiles } },
    ],
  },
});
