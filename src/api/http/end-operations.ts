import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "./socket-client.js";

/** Time that queries and mutations over WebSocket have to finish [ms]. */
const OPEN_MS = 2_500;
/** Time between two looks [ms]. */
const LOOK_MS = 10;

/** Completes the subscriptions of all clients, and waits until their other operations have ended, at most 2.5 s. */
export async function endOperations(clients: ReadonlySet<Client>): Promise<void> {
  const deadline = performance.now() + OPEN_MS;
  while (performance.now() < deadline) {
    const open = [...clients].flatMap(({ operations = {} }) => Object.values(operations));
    if (open.length === 0) return;
    for (const operation of open) if (isIterable(operation)) void end(operation);
    await sleep(LOOK_MS);
  }
}

/** Ends an iteration, whose client is then sent `complete`. An error of it was the iterating party's to report. */
async function end(operation: AsyncIterable<unknown>): Promise<void> {
  await operation[Symbol.asyncIterator]()
    .return?.()
    .catch(() => undefined);
}

const isIterable = (operation: unknown): operation is AsyncIterable<unknown> =>
  typeof operation === "object" && operation !== null && Symbol.asyncIterator in operation;
