import { createClient } from "graphql-ws";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { AnswerBudget, bytesOf } from "../../../src/api/answer-budget.js";
import { LIMITS } from "../../../src/api/limits.js";
import { fillToy, startApi, type TestApi } from "../harness.js";

/** A space whose definition has about 40 kB. */
const WIDE = {
  id: "wide",
  genes: Array.from({ length: 100 }, (_, g) => ({
    name: `gene_${g}`,
    choices: Array.from({ length: 40 }, (_, c) => `choice_${c}`),
  })),
};
const TASKS = 45;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await fillToy(api.service);
  await api.service.registerSearchSpace(WIDE);
  for (let i = 0; i < TASKS; i++) await api.service.registerTask({ id: `task-${i}`, space: "wide" });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => api.close());

const nested = (levels: number): string =>
  levels === 0 ? "key" : `key space { tasks { ${nested(levels - 1)} } }`;

const tooLarge = [{ extensions: { code: "RESPONSE_TOO_LARGE" } }];
/** Once the lists have been seen, the estimate before anything runs has their real sizes. */
const refused = [{ extensions: { code: expect.stringMatching(/^(RESPONSE|QUERY)_TOO_LARGE$/) } }];

describe("an answer that grows while it is built", () => {
  it.each([3, 4])("is refused beyond so many values (lists nested %i times)", async (levels) => {
    // What is not counted is not built, so that the number of calls bounds the memory.
    const calls = [vi.spyOn(AnswerBudget.prototype, "spend"), vi.spyOn(AnswerBudget.prototype, "check")];
    const { status, data, errors } = await api.ask(`{ tasks { ${nested(levels)} } }`);
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject(refused);
    expect(errors).toHaveLength(1);
    expect(calls.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBeLessThan(LIMITS.complexity);
  });

  it.each([5, 6, 7])(
    "is refused by its depth before anything runs (lists nested %i times)",
    async (levels) => {
      const { status, errors } = await api.ask(`{ tasks { ${nested(levels)} } }`);
      expect([status, errors]).toMatchObject([400, [{ extensions: { code: "QUERY_TOO_LARGE" } }]]);
    },
  );

  it("is refused beyond so many bytes", async () => {
    const query = "{ tasks { space { definition tasks { space { definition } } } } }";
    const { status, errors } = await api.ask(query);
    expect([status, errors]).toMatchObject([400, tooLarge]);
    expect(errors[0].message).toMatch(/16 MB.*\(first\)/);
  });

  it("is refused over a WebSocket, which stays open", async () => {
    const client = createClient({ url: api.server.url.replace("http", "ws"), webSocketImpl: WebSocket });
    const answerTo = async (query: string) => {
      const answer = await client
        .iterate({ query })
        .next()
        .catch((errors: unknown) => ({ value: { errors } }));
      return answer.value;
    };
    expect(await answerTo(`{ tasks { ${nested(4)} } }`)).toMatchObject({ errors: refused });
    expect(await answerTo("{ __typename }")).toEqual({ data: { __typename: "Query" } });
    await client.dispose();
  });

  it("is given in full where it is within the limits", async () => {
    const { data, errors } = await api.ask("{ tasks { key space { tasks { key } } } }");
    expect(errors).toEqual([]);
    const { tasks } = data as { tasks: { key: string; space: { tasks: unknown[] } }[] };
    expect(tasks.filter(({ key }) => key.startsWith("task-")).map(({ space }) => space.tasks.length)).toEqual(
      Array(TASKS).fill(TASKS),
    );
  });
});

describe("the size of a value in an answer", () => {
  it("is about that of its JSON", () => {
    for (const value of ["text", 0.1234, null, true, { a: [1, "b", { c: null }] }, WIDE]) {
      const exact = JSON.stringify(value).length;
      expect(bytesOf(value)).toBeGreaterThanOrEqual(0.5 * exact);
      expect(bytesOf(value)).toBeLessThanOrEqual(2 * exact + 8);
    }
  });

  it("is counted anew for each event of a subscription", () => {
    const budget = new AnswerBudget();
    expect(() => budget.spend(1, LIMITS.answerBytes + 1)).toThrow("16 MB");
    expect(() => budget.check()).toThrow("16 MB");
    budget.restart();
    expect(() => budget.check()).not.toThrow();
    expect(budget.refusal).toBeUndefined();
  });
});
