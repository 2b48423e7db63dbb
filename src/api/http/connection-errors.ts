import { AsyncLocalStorage } from "node:async_hooks";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";

/** Confines errors that nothing catches to the connection whose bytes led to them. */
export interface ConnectionErrors {
  /** Does work for a connection. An error in it, or in anything that it starts, closes that connection only. */
  run(socket: Duplex, work: () => void): void;
  /** Closes a connection because of an error, which is logged and counted. */
  close(socket: Duplex, error: unknown): void;
  /** Ends the watch; later errors that nothing catches end the process again. */
  stop(): void;
}

/**
 * Watches for errors that nothing catches, also in timers and promises. Those of a connection close it; any other ends
 * the process as it would without this watch, unless someone else listens for them. `onFailure` is called for each
 * connection that is closed because of an error.
 */
export function watchConnections(logger: Logger, onFailure: () => void = () => undefined): ConnectionErrors {
  const current = new AsyncLocalStorage<Duplex>();
  let failures = 0;
  const close = (socket: Duplex, err: unknown): void => {
    failures++;
    onFailure();
    logger.error(
      { err, failures },
      "an unexpected error closed a connection; failures counts them since the start",
    );
    socket.destroy();
  };
  const onUncaught = (error: unknown): void => {
    const socket = current.getStore();
    if (socket !== undefined) close(socket, error);
    else if (process.listenerCount("uncaughtException") === 1) {
      stop();
      setImmediate(() => {
        throw error;
      });
    }
  };
  const stop = (): void => {
    process.off("uncaughtException", onUncaught);
  };
  process.on("uncaughtException", onUncaught);
  return {
    close,
    stop,
    run(socket, work) {
      current.run(socket, () => {
        try {
          work();
        } catch (error) {
          close(socket, error);
        }
      });
    },
  };
}
