import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSchema } from "../../../src/api/schema.js";
import { contentsOf, fillToy, startApi, type TestApi } from "../harness.js";
import { type FuzzReport, fuzz } from "./fuzz.js";
import { knownNames } from "./known.js";
import { Operations } from "./operations.js";
import type { Credential } from "./senders.js";

const TOKEN = "the token of the fuzzed server";
const ADMIN: Credential = { name: "admin", authorization: `Bearer ${TOKEN}`, mayChange: true };
const STRANGERS: readonly Credential[] = [
  { name: "none", mayChange: false },
  { name: "wrong", authorization: "Bearer another", mayChange: false },
];

let api: TestApi;
let operations: Operations;
beforeAll(async () => {
  api = await startApi({ apiToken: TOKEN, traffic: { rateLimit: "off" } });
  await fillToy(api.service);
  operations = new Operations(createSchema(), await knownNames(api.server.url, ADMIN.authorization));
});
afterAll(() => api.close());

const run = (credential: Credential, from: number, to: number): Promise<FuzzReport> =>
  fuzz({ url: api.server.url, operations, credential, seed: 16, from, to });

const expectAnswers = async () => expect((await api.ask("{ __typename }", {}, headers)).status).toBe(200);
const headers = { authorization: ADMIN.authorization ?? "" };

describe("seeded requests with hostile values, and broken ones", () => {
  it.each(STRANGERS)(
    "change nothing without a right to it ($name)",
    async (credential) => {
      const before = await contentsOf(api.archive);
      const { failures, reached, shaped } = await run(credential, 0, 300);
      expect(failures).toEqual([]);
      expect(shaped).toBeGreaterThan(200);
      expect(reached).toBe(0);
      expect(await contentsOf(api.archive)).toBe(before);
      await expectAnswers();
    },
    60_000,
  );

  it("reach resolvers with the admin's token, and are answered without internal errors", async () => {
    const { failures, reached, shaped } = await run(ADMIN, 300, 1_500);
    expect(failures).toEqual([]);
    expect(api.log.filter((line) => line.includes("unexpected error"))).toEqual([]);
    expect(reached).toBeGreaterThan(shaped / 2);
    await expectAnswers();
  }, 120_000);
});
