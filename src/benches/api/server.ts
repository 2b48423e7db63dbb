import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { Unavailable } from "../../base/errors.js";
import type { LoopFigures } from "./event-loop.js";

/** A server in a process of its own, with a seeded archive in a folder that is removed with it. */
export interface BenchServer {
  /** Where it answers, e.g. `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Its process. */
  readonly pid: number;
  /** File of its archive. */
  readonly archive: string;
  /** Forgets the figures of its event loop up to now. */
  restartFigures(): void;
  /** The figures of the event loop of the thread that answers. */
  figures(): Promise<LoopFigures>;
  /** Ends the process and removes its folder. Repeated calls wait for the same end. */
  stop(): Promise<void>;
}

export interface ServerStart {
  /** File of this program, to be run by the same Node. */
  readonly program: string;
  /** Environment variables, without the settings of the program. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends the start. */
  readonly signal: AbortSignal;
  /** Folder for a CPU profile of the server; none if absent. */
  readonly profile?: string;
  /** Settings of the server beside those that it needs here, by their names. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Takes each line of the server's log. */
  readonly onLog?: (line: string) => void;
}

/** Time that the server has to end before it is killed [ms]. */
const STOP_MS = 15_000;
/** Lines of the server's log that are shown if it does not start. */
const LAST_LINES = 5;

/** Starts `serve` on a free port of this machine, with an archive filled from the seeds and without rate limits. */
export async function startServer(start: ServerStart): Promise<BenchServer> {
  const { program, environment, signal, profile, settings, onLog = () => undefined } = start;
  const folder = await mkdtemp(join(tmpdir(), "harmonic-bench-api-"));
  const archive = join(folder, "archive.db");
  const profiling = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  const child = fork(program, ["serve"], {
    cwd: folder,
    execArgv: [...process.execArgv, ...profiling, "--import", probeOf(program)],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: {
      ...environment,
      ARCHIVE: `sqlite:${archive}`,
      PORT: "0",
      RATE_LIMIT: "off",
      LOG_LEVEL: "info",
      HARMONIC_BENCH_PROBE: "1",
      ...settings,
    },
  });
  let ended: Promise<void> | undefined;
  const stop = () => {
    ended ??= end(child).finally(() => rm(folder, { recursive: true, force: true }));
    return ended;
  };
  try {
    const url = await urlOf(child, signal, onLog);
    return { url, pid: child.pid as number, archive, ...figuresOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The compiled module that measures the event loop, beside the program; the caller may run from TypeScript. */
const probeOf = (program: string): string => new URL("./benches/api/probe.js", pathToFileURL(program)).href;

/** Waits for the line of the log that has the server's address, and reads on, so that the log never blocks it. */
async function urlOf(
  child: ChildProcess,
  signal: AbortSignal,
  onLog: (line: string) => void,
): Promise<string> {
  const last: string[] = [];
  const lines = createInterface({ input: child.stderr as NodeJS.ReadableStream });
  return new Promise((resolve, reject) => {
    const stopped = () => reject(signal.reason);
    if (signal.aborted) stopped();
    signal.addEventListener("abort", stopped, { once: true });
    lines.on("line", (line) => {
      onLog(line);
      last.push(line);
      if (last.length > LAST_LINES) last.shift();
      const url = /"url":"([^"]+)"/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Unavailable(`the server ended with code ${code}: ${last.join(" ")}`)),
    );
  });
}

function figuresOf(child: ChildProcess): Pick<BenchServer, "restartFigures" | "figures"> {
  return {
    restartFigures: () => void child.send("restart"),
    async figures() {
      if (!child.connected) throw new Unavailable("the server has ended");
      const answered = once(child, "message");
      const exited = once(child, "exit").then(() => {
        throw new Unavailable("the server ended while it was measured");
      });
      child.send("read");
      const [answer] = await Promise.race([answered, exited]);
      return answer as LoopFigures;
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await exit;
  clearTimeout(timer);
}
