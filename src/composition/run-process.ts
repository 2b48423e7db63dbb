import type { Logger } from "pino";
import { RequestScope } from "../api/observe/request-scope.js";
import { tracedDependencies } from "../api/observe/tracing/traced.js";
import type { Tracing } from "../api/observe/tracing/tracing.js";
import { within } from "../base/async/within.js";
import { defined } from "../base/defined.js";
import { lowerPriority } from "../base/process/priority.js";
import type { Settings } from "../cli/settings.js";
import type { Link } from "../projections/news.js";
import type { FromProcess, ToProcess } from "../run-processes/messages.js";
import { executeOrder, lostBy } from "../runs/execution/ordered.js";
import { ActiveRun } from "../runs/execution/registry.js";
import type { RunEnd } from "../runs/ports.js";
import { type Context, createContext } from "../service/context.js";
import { openLog } from "./log.js";
import { cooperates, openInstalledArchive, serviceDependencies } from "./open-service.js";
import { openTraces } from "./traces.js";
import { version } from "./version.js";

// The program of a process that executes runs. It ends with its parent.
const active = new Map<number, ActiveRun>();
let opening: Promise<Opened> | undefined;

/** Longest time in which this process closes what it opened, once its parent is gone [ms]. */
const CLOSE_MS = 5_000;

interface Opened {
  readonly context: Context;
  /** The news of the parent. */
  readonly link: Link;
  /** Sends traces; absent where none are wanted. */
  readonly tracing?: Tracing;
}

const send = (message: FromProcess): void => {
  if (process.connected) process.send?.(message);
};

lowerPriority("process");
// These reach every process of a terminal or a unit; the parent decides what becomes of its runs.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("disconnect", async () => {
  await within(CLOSE_MS, opening?.then(closeAll).catch(() => undefined) ?? Promise.resolve());
  process.exit(0);
});
process.on("message", (message: ToProcess<Settings>) => {
  if (message.kind === "execute") void execute(message);
  else if (message.kind === "stop") active.get(message.call)?.stop(message.request);
  else void opening?.then(({ link }) => link.receive(message.topic)).catch(() => undefined);
});

async function execute({
  call,
  order,
  settings,
}: Extract<ToProcess<Settings>, { kind: "execute" }>): Promise<void> {
  const run = new ActiveRun(order.run, () => send({ kind: "asks", call, networks: run.pending }));
  active.set(call, run);
  opening ??= open(settings);
  const end = await opening
    .then(async ({ context, tracing }): Promise<RunEnd> => {
      await context.resets.notice();
      const work = () => executeOrder(context, order, run);
      return tracing === undefined ? work() : tracing.within(order.traceparent, work);
    })
    .catch((error: unknown): RunEnd => {
      logOf(settings).warn({ run: order.run, error }, "a process could not execute a search run");
      const lost = lostBy(error, { takesOver: cooperates(settings) });
      return lost ?? { kind: "crashed", reason: error instanceof Error ? error.message : String(error) };
    });
  active.delete(call);
  send({ kind: "end", call, end });
}

const logOf = ({ logLevel }: Settings): Logger => openLog(logLevel, new RequestScope());

async function open(settings: Settings): Promise<Opened> {
  const archive = await openInstalledArchive(settings);
  const log = logOf(settings);
  const tracing = await openTraces({ settings, version }, log);
  const dependencies = {
    ...serviceDependencies(archive, settings, log),
    takesOver: cooperates(settings),
  };
  const context = createContext(
    tracing === undefined ? dependencies : tracedDependencies(dependencies, tracing),
  );
  const link = context.news.connect((topic) => send({ kind: "news", topic }));
  return { context, link, ...defined({ tracing }) };
}

async function closeAll({ context, tracing }: Opened): Promise<void> {
  await context.archive.close();
  await tracing?.close();
}
