import { defineConfig } from "vitest/config";

/** Tests that start processes, or load native libraries in their own way: each file has a worker of its own. */
const APART = [
  "archive",
  "e2e",
  "examples",
  "run-processes",
  "scripts",
  "training/process",
  "training/backend",
].map((room) => `tests/${room}/**/*.test.ts`);

const TIMED = ["tests/api/network-sizes.test.ts"];

export default defineConfig({
  // graphql ships twice (CommonJS and ES); everybody must get the one that Node gives to packages.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    reporters: ["default", "./scripts/summary-reporter.mjs"],
    globalSetup: ["tests/support/mongod.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Where nobody watches, a failed test is repeated once, and the summary names it.
    retry: process.env.CI ? 1 : 0,
    projects: [
      // These bound times of milliseconds, which other tests at the same time would disturb.
      {
        extends: true,
        test: { name: "timed", include: TIMED, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
      { extends: true, test: { name: "apart", include: APART } },
      // The other tests keep no state in modules. Files that share a worker load each module once.
      {
        extends: true,
        test: {
          name: "together",
          include: ["tests/**/*.test.ts"],
          exclude: [...APART, ...TIMED],
          isolate: false,
        },
      },
    ],
  },
});
