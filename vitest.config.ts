import { defineConfig } from "vitest/config";

export default defineConfig({
  // graphql ships twice (CommonJS and ES); everybody must get the one that Node gives to packages.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["tests/**/*.test.ts"],
    reporters: ["default", "./scripts/summary-reporter.mjs"],
    globalSetup: ["tests/support/mongod.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
