import { inject } from "vitest";
import type { TestMongod } from "./mongod.js";

/** The run's mongod; throws where one was found that does not start, because that must not pass for a skip. */
export async function testMongod(): Promise<Exclude<TestMongod, { kind: "broken" }>> {
  const response = await fetch(inject("mongodStarter"));
  const mongod = (await response.json()) as TestMongod;
  if (mongod.kind === "broken") throw new Error(mongod.reason);
  return mongod;
}
