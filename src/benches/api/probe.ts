import { isMainThread } from "node:worker_threads";
import { EventLoopProbe } from "./event-loop.js";

// Loaded into the server before its own code (`node --import`). It watches the event loop of the thread that answers,
// and tells the bench about it over the channel that `fork` opens. Worker threads and further processes of the server,
// which inherit the option, are not watched. When the bench is gone, the server ends.

/** Set by the bench for the process that it starts, and for no other one. */
const MARK = "HARMONIC_BENCH_PROBE";

if (isMainThread && process.env[MARK] !== undefined && process.send !== undefined) {
  delete process.env[MARK];
  const probe = new EventLoopProbe();
  process.on("message", (message) => {
    if (message === "restart") probe.restart();
    if (message === "read") process.send?.(probe.read());
  });
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}
