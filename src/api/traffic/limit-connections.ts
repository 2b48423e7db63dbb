import type { Server } from "node:http";
import { networkOf } from "./client-address.js";
import type { Traffic } from "./traffic.js";

/** Closes connections beyond those that one network may have at the same time. Believed proxies may have any number. */
export function limitConnections(
  server: Server,
  { connections, trust }: Traffic,
  onRefused: () => void,
): void {
  server.on("connection", (socket) => {
    const address = socket.remoteAddress ?? "";
    if (trust(address, 0)) return;
    const leave = connections.enter(networkOf(address));
    if (leave !== undefined) return void socket.once("close", leave);
    onRefused();
    socket.destroy();
  });
}
