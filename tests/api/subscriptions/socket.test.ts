import { describe, expect, it } from "vitest";
import { expectWithin } from "../../support/within.js";
import { fillToy, startApi } from "../harness.js";
import { collect, liveApi } from "./live.js";

const live = liveApi();

describe("the socket", () => {
  it("also answers queries, with the same limits and masking of errors", async () => {
    const client = live.connect();
    const ask = async (query: string) => {
      const { events, error } = await collect(client, { query });
      return error === undefined ? events[0] : { errors: error };
    };
    expect(await ask("{ tasks { key } }")).toEqual({ data: { tasks: [{ key: "toy-task" }] } });
    expect(await ask("{ tasks { kee } }")).toMatchObject({
      errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
    });
    expect(await ask("{ tasks {")).toMatchObject({
      errors: [{ extensions: { code: "GRAPHQL_PARSE_FAILED" } }],
    });
    expect(await ask(`{ ${"tasks { key } ".repeat(2_001)} }`)).toMatchObject({
      errors: [{ extensions: { code: "QUERY_TOO_LARGE" } }],
    });
    expect(await ask(`{ paretoFront(task: "x", device: "y") { version } }`)).toMatchObject({
      errors: [{ extensions: { code: "NOT_FOUND", field: "task" } }],
    });
  });

  it("requires the token", async () => {
    await live.api.close();
    live.api = await startApi({ apiToken: "right" });
    const query = "{ tasks { key } }";
    for (const params of [undefined, { authorization: "Bearer wrong" }, { token: "right" }]) {
      const { error } = await collect(live.connect(params), { query });
      expect(error).toMatchObject({ code: 4403, reason: "Forbidden" });
    }
    for (const name of ["authorization", "Authorization"]) {
      const { events } = await collect(live.connect({ [name]: "Bearer right" }), { query });
      expect(events).toEqual([{ data: { tasks: [] } }]);
    }
  });

  it("completes its subscriptions when the server closes, and is closed", async () => {
    let followed: AbortSignal | undefined;
    await live.api.close();
    live.api = await startApi({
      change: (service) => ({
        ...service,
        followFront: (front, signal) => {
          followed = signal;
          return service.followFront(front, signal);
        },
      }),
    });
    await fillToy(live.api.service);
    const query = `subscription { frontChanged(task: "toy-task", device: "toy-device") { hypervolume } }`;
    const ended = collect(live.connect(), { query });
    while (followed === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    const began = Date.now();
    await live.api.server.close();
    expect((await ended).error).toBeUndefined();
    expectWithin(Date.now() - began, 1_500);
    expect(followed.aborted).toBe(true);
  });
});
