import { connect, createServer, type Socket } from "node:net";
import type { Random } from "../../src/base/random.js";

/** A TCP proxy that drops some connections and delays others. */
export interface TortureProxy {
  readonly port: number;
  /** Ends every open connection. */
  drop(): void;
  close(): void;
}

/** The longest delay of a connection [ms], and how many of 100 connections are dropped at some time. */
const LONGEST_DELAY = 300;
const DROPPED = 10;

/** Forwards each connection to one of these ports, in turn. */
export async function startProxy(targets: readonly number[], random: Random): Promise<TortureProxy> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    const delay = random.int(LONGEST_DELAY);
    const upstream = connect(targets[turn++ % targets.length], "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ]) {
      open.add(from);
      from.on("data", (data) => setTimeout(() => to.writable && to.write(data), delay));
      from.on("error", () => undefined);
      from.on("close", () => {
        open.delete(from);
        setTimeout(() => to.destroy(), delay);
      });
    }
    if (random.int(100) < DROPPED) setTimeout(() => client.destroy(), random.int(2 * LONGEST_DELAY));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const drop = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as { readonly port: number }).port,
    drop,
    close: () => {
      drop();
      server.close();
    },
  };
}
