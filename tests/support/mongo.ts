import { inject } from "vitest";
import type { TestMongod } from "./mongod.js";

/**
 * Returns the mongod of this test run. It throws if one was found that does not start, because that must not count as
 * a skip.
 */
export async function testMongod(): Promise<Exclude<TestMongod, { kind: "broken" }>> {
  const response = await fetch(inject("mongodStarter"));
  const mongod = (await response.json()) as TestMongod;
  if (mongod.kind === "broken") throw new Error(mongod.reason);
  return mongod;
}
