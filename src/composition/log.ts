import { type Logger, pino, stdSerializers } from "pino";
import type { RequestScope } from "../api/observe/request-scope.js";
import type { LogLevel } from "../cli/settings.js";

/**
 * The log of a process or thread: JSON lines on standard error, from a level on. Lines name the request on whose behalf
 * they are written. A server writes them without waiting for whoever reads them (`sync: false`).
 */
export function openLog(level: LogLevel, scope: RequestScope, options = { sync: true }): Logger {
  return pino(
    {
      base: null,
      level,
      serializers: { error: stdSerializers.err, err: stdSerializers.err },
      mixin: () => scope.fields(),
    },
    pino.destination({ dest: 2, ...options }),
  );
}
