import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSchema } from "../../../src/api/schema.js";
import { contentsOf, fillToy, startApi, type TestApi } from "../harness.js";
import { ADMIN, ADMIN_TOKEN, credentials } from "./credentials.js";
import { type FuzzReport, fuzz } from "./fuzz.js";
import { knownNames } from "./known.js";
import { Operations } from "./operations.js";
import type { Credential } from "./senders.js";

let api: TestApi;
let operations: Operations;
let known: ReadonlyMap<string, Credential>;
beforeAll(async () => {
  api = await startApi({ apiToken: ADMIN_TOKEN, clock: Date.now, traffic: { rateLimit: "off" } });
  await fillToy(api.service);
  operations = new Operations(createSchema(), await knownNames(api.server.url, ADMIN.authorization));
  known = new Map((await credentials(api.server.url)).map((one) => [one.name, one]));
});
afterAll(() => api.close());

const run = (credential: Credential, from: number, to: number): Promise<FuzzReport> =>
  fuzz({ url: api.server.url, operations, credential, seed: 16, from, to });

const expectAnswers = async () => expect((await api.ask("{ __typename }", {}, headers)).status).toBe(200);
const headers = { authorization: ADMIN.authorization ?? "" };

describe("seeded requests with hostile values, and broken ones", () => {
  it.each(["none", "wrong", "expired", "revoked", "read-only"])(
    "change nothing without a right to it (%s)",
    async (name) => {
      const before = await contentsOf(api.archive);
      const { failures, reached, shaped } = await run(known.get(name) ?? ADMIN, 0, 200);
      expect(failures).toEqual([]);
      expect(shaped).toBeGreaterThan(130);
      expect(reached > 0).toBe(name === "read-only");
      expect(await contentsOf(api.archive)).toBe(before);
      await expectAnswers();
    },
    60_000,
  );

  it("are answered without internal errors with a token that may write", async () => {
    const { failures, reached, shaped } = await run(known.get("write") ?? ADMIN, 200, 500);
    expect(failures).toEqual([]);
    expect(reached).toBeGreaterThan(shaped / 3);
    await expectAnswers();
  }, 60_000);

  it("reach resolvers with the admin's token, and are answered without internal errors", async () => {
    const { failures, reached, shaped } = await run(ADMIN, 500, 1_500);
    expect(failures).toEqual([]);
    expect(api.log.filter((line) => line.includes("unexpected error"))).toEqual([]);
    expect(reached).toBeGreaterThan(shaped / 2);
    await expectAnswers();
  }, 120_000);
});
