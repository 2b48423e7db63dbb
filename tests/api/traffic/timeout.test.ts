import { afterEach, describe, expect, it, vi } from "vitest";
import { Deadline } from "../../../src/api/traffic/deadline.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { fillToy, startApi, type TestApi } from "../harness.js";
import { openSocket } from "./socket.js";

let api: TestApi;
afterEach(async () => {
  vi.restoreAllMocks();
  await api.close();
});

const never = () => new Promise<never>(() => undefined);
const slow = (service: HarmonicService): HarmonicService => ({
  ...service,
  tasks: never,
  searchSpaces: never,
});

const TIMEOUT = (field: string) => ({
  message: expect.stringContaining(`${field} did not answer within 1 s`),
  extensions: { code: "TIMEOUT", field },
});

const both = async (query: string) => {
  const socket = await openSocket(api);
  const answers = [await api.ask(query), await socket.ask({ query })];
  socket.close();
  return answers;
};

describe("a field of Query that does not answer", () => {
  it("is an error that names it, beside the answers of the others", async () => {
    api = await startApi({ change: slow, traffic: { queryTimeout: 1 } });
    await fillToy(api.service);
    for (const { data, errors } of await both("{ devices { key } a: tasks { key } }")) {
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({ ...TIMEOUT("Query.tasks"), path: ["a"] });
      expect(data).toBeNull();
    }
  });

  it("is named once if many fields within it are too late, and nothing more is resolved", async () => {
    api = await startApi({ change: slow, traffic: { queryTimeout: 1 } });
    await fillToy(api.service);
    const query = '{ devices { key } task(id: "toy-task") { key space { key } again: space { key } } }';
    for (const { data, errors } of await both(query)) {
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject(TIMEOUT("Query.task"));
      expect(data).toMatchObject({ devices: [{ key: "toy-device" }], task: null });
    }
  });

  it("does not keep others from being answered, nor the next operation", async () => {
    api = await startApi({ change: slow, traffic: { queryTimeout: 1 } });
    const late = api.ask("{ tasks { key } }");
    expect((await api.ask("{ devices { key } }")).errors).toEqual([]);
    expect((await late).errors).toHaveLength(1);
    expect((await api.ask("{ devices { key } }")).errors).toEqual([]);
  });
});

describe("the signal of an operation", () => {
  /** Starts an API and collects the deadlines of its operations. */
  async function watched() {
    const deadlines: Deadline[] = [];
    const enter = Deadline.prototype.enter;
    vi.spyOn(Deadline.prototype, "enter").mockImplementation(function (this: Deadline, info) {
      if (!deadlines.includes(this)) deadlines.push(this);
      return enter.call(this, info);
    });
    const hold = <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 3_000, value).unref());
    api = await startApi({
      change: (service) => ({
        ...service,
        tasks: never,
        cancelSearch: () => hold(undefined as never),
      }),
    });
    return deadlines;
  }
  const aborted = (deadlines: Deadline[]) => deadlines.map(({ signal }) => signal.aborted);

  it("is aborted when the client is gone", async () => {
    const deadlines = await watched();
    const leaving = new AbortController();
    const asked = fetch(api.server.url, {
      method: "POST",
      body: '{"query":"{ tasks { key } }"}',
      headers: { "content-type": "application/json" },
      signal: leaving.signal,
    }).catch(() => undefined);
    await expect.poll(() => aborted(deadlines)).toEqual([false]);
    leaving.abort();
    await asked;
    await expect.poll(() => aborted(deadlines)).toEqual([true]);
  });

  it("is aborted when the operation of a WebSocket is completed by its client, or the socket is closed", async () => {
    const deadlines = await watched();
    const socket = await openSocket(api);
    for (const id of ["1", "2"])
      socket.send({ type: "subscribe", id, payload: { query: "{ tasks { key } }" } });
    await expect.poll(() => aborted(deadlines)).toEqual([false, false]);
    socket.send({ type: "complete", id: "1" });
    await expect.poll(() => aborted(deadlines)).toEqual([true, false]);
    socket.close();
    await expect.poll(() => aborted(deadlines)).toEqual([true, true]);
  });

  it("is not aborted for a mutation, which is never left half done", async () => {
    const deadlines = await watched();
    const socket = await openSocket(api);
    const query = 'mutation { cancelSearch(id: "x") { __typename } }';
    socket.send({ type: "subscribe", id: "1", payload: { query } });
    await expect.poll(() => deadlines.length).toBe(1);
    socket.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(aborted(deadlines)).toEqual([false]);
  });

  it("is aborted when an operation has been answered", async () => {
    const deadlines = await watched();
    await both("{ devices { key } }");
    await expect.poll(() => aborted(deadlines)).toEqual([true, true]);
  });
});
