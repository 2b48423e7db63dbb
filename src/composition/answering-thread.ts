import { parentPort, workerData } from "node:worker_threads";
import { RequestScope } from "../api/observe/request-scope.js";
import { LocalAnswerer } from "../api/operations/local-answerer.js";
import { createSchema } from "../api/schema.js";
import { openOperations } from "../api/traffic/operations/open.js";
import { trafficOptions } from "../api/traffic/options.js";
import { guardCalls } from "../archive/sqlite/calls/interruptible.js";
import { defined } from "../base/defined.js";
import { lowerPriority } from "../base/process/priority.js";
import { plainError } from "../threads/answering/messages.js";
import type { ThreadKind } from "../threads/answering/pool.js";
import { serveThread } from "../threads/answering/serve-thread.js";
import { openLog } from "./log.js";
import { cooperates, openInstalledArchive, runExecutor, serviceDependencies } from "./open-service.js";
import { openTraces, type TracesAsked, tracedOrNot } from "./traces.js";

/** What an answering thread is given. */
export interface AnsweringData extends TracesAsked {
  /** Tells the thread that holds the connections of calls of SQLite, in which this one must not be ended. */
  readonly calls: Int32Array;
}

/** What its pool adds to that; see `serveThread`. */
interface FromPool {
  readonly kind: ThreadKind;
  readonly begun: Int32Array;
}

const { settings, version, kind, calls, begun } = workerData as AnsweringData & FromPool;
const port = parentPort;
if (port === null) throw new Error("this program is a thread of the server");
lowerPriority("thread", kind === "long" || kind === "trainings" ? "computing" : "answering");
guardCalls(calls);
try {
  const scope = new RequestScope();
  const log = openLog(settings.logLevel, scope);
  const tracing = await openTraces({ settings, version }, log);
  const dependencies = {
    ...serviceDependencies(await openInstalledArchive(settings), settings, log),
    takesOver: cooperates(settings),
    defersSearches: kind === "quick",
    ...defined({ executor: runExecutor(settings) }),
  };
  const service = tracedOrNot(dependencies, tracing);
  const schema = createSchema();
  const traffic = trafficOptions(settings.traffic);
  const operations = await openOperations(schema, traffic);
  const optional = defined({ tracing, operations });
  const answerer = await LocalAnswerer.start({ schema, service, logger: log, scope, traffic, ...optional });
  const close = async () => {
    await answerer.stop();
    await service.close();
    await tracing?.close();
  };
  serveThread(port, answerer, close, begun);
} catch (error) {
  port.postMessage({ kind: "unable", error: plainError(error) });
  port.close();
}
