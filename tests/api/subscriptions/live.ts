import { type Client, createClient, type SubscribePayload } from "graphql-ws";
import { afterEach, beforeEach } from "vitest";
import { WebSocket } from "ws";
import { fillToy, startApi, type TestApi } from "../harness.js";

/** An API with the toy table for every test of a file, and clients of its socket. */
export interface LiveApi {
  /** The API of the present test; a test may put another one in its place. */
  api: TestApi;
  connect(params?: Record<string, unknown>): Client;
}

/** Starts an API before each test, and closes it and its clients after it. */
export function liveApi(): LiveApi {
  let clients: Client[] = [];
  const live = {
    connect(params?: Record<string, unknown>) {
      const client = createClient({
        url: live.api.server.url.replace("http", "ws"),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        ...(params === undefined ? {} : { connectionParams: params }),
      });
      clients.push(client);
      return client;
    },
  } as LiveApi;
  beforeEach(async () => {
    live.api = await startApi();
    await fillToy(live.api.service);
  });
  afterEach(async () => {
    for (const client of clients) await client.dispose();
    clients = [];
    await live.api.close();
  });
  return live;
}

/** Collects the events of a subscription until it ends, or until it fails with an error. */
export async function collect(
  client: Client,
  payload: SubscribePayload,
): Promise<{ events: unknown[]; error: unknown }> {
  const events: unknown[] = [];
  try {
    for await (const event of client.iterate(payload)) events.push(event);
    return { events, error: undefined };
  } catch (error) {
    return { events, error };
  }
}

/** Starts a random search that replays the toy table, and returns its global id. */
export async function startRun({ api }: LiveApi, budget: number): Promise<string> {
  const { data } = await api.ask(
    `mutation ($budget: Int!) { startSearch(input: { task: "toy-task", devices: ["toy-device"], budget: $budget,
      evaluator: TABLE, samples: "toy-table", strategy: RANDOM, seed: 3 }) {
        ... on StartSearchSuccess { run { id key status } } } }`,
    { budget },
  );
  return (data as { startSearch: { run: { id: string } } }).startSearch.run.id;
}
