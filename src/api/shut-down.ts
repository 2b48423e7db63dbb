import type { Logger } from "pino";
import { within } from "../base/async/within.js";
import type { HarmonicService } from "../service/service.js";
import type { OperationPool } from "./operations/pool.js";
import type { RunningServer } from "./server.js";

/** What ends when a process that serves ends. */
export interface ShutDownParts {
  readonly server: RunningServer;
  readonly service: HarmonicService;
  /** Threads that execute operations, absent where there are none. */
  readonly pool?: OperationPool;
  readonly logger: Logger;
}

/** Time for open requests, runs and trainings together [ms]. */
const STOP_MS = 6_500;
/** Time from then on for closing the archive [ms]. Together they are less than 10 s. */
const CLOSE_MS = 1_500;

/**
 * Ends everything within 10 s, whatever hangs: requests get their time, runs are interrupted so that they can be
 * resumed, trainings end, and the archive is closed. What was not done in time is in the log; no acknowledged change is
 * lost by it. Returns whether the archive was closed.
 */
export async function shutDown({ server, service, pool, logger }: ShutDownParts): Promise<boolean> {
  const parts = {
    requests: server.close().then(() => pool?.close()),
    runs: service.stopWork(),
  };
  const late = await unfinished(STOP_MS, parts, logger);
  if (late.length > 0) logger.warn({ late }, "did not end in time; runs that are cut off can be resumed");
  const isClosed = await within(CLOSE_MS, done("archive", service.close(), logger));
  if (isClosed !== true)
    logger.error("the archive could not be closed in time; what was acknowledged is stored");
  return isClosed === true;
}

/** The names of the parts that did not end within `ms`. */
async function unfinished(
  ms: number,
  parts: Readonly<Record<string, Promise<unknown>>>,
  logger: Logger,
): Promise<readonly string[]> {
  const ended = Object.entries(parts).map(async ([name, part]) => {
    const isDone = await within(ms, done(name, part, logger));
    return isDone === true ? [] : [name];
  });
  return (await Promise.all(ended)).flat();
}

async function done(what: string, part: Promise<unknown>, logger: Logger): Promise<boolean> {
  try {
    await part;
    return true;
  } catch (err) {
    logger.error({ err, what }, "an error while shutting down");
    return false;
  }
}
