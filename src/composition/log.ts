import { type Logger, pino, stdSerializers } from "pino";

/** The log of a process or thread: JSON lines on standard error, from the level `LOG_LEVEL` on. */
export function openLog(): Logger {
  return pino(
    {
      base: null,
      level: process.env.LOG_LEVEL ?? "info",
      serializers: { error: stdSerializers.err, err: stdSerializers.err },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
