import { type Logger, pino, stdSerializers } from "pino";
import type { RequestScope } from "../api/observe/request-scope.js";
import type { LogLevel } from "../cli/settings.js";

/** When lines are written together: once there are so many bytes, or after so many milliseconds. */
const TOGETHER = { minLength: 4_096, periodicFlush: 100 };

/**
 * The log of a process or thread: JSON lines on standard error, from a level on. Lines name the request on whose behalf
 * they are written. A server writes them without waiting for whoever reads them (`sync: false`), several at once: a
 * line waits for others, but not for longer than a tenth of a second.
 */
export function openLog(level: LogLevel, scope: RequestScope, options = { sync: true }): Logger {
  return pino(
    {
      base: null,
      level,
      serializers: { error: stdSerializers.err, err: stdSerializers.err },
      mixin: () => scope.fields(),
    },
    pino.destination({ dest: 2, ...options, ...(options.sync ? {} : TOGETHER) }),
  );
}
