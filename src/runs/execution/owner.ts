import type { SearchRun } from "../../records/run.js";

/** Facts from which follows whether the process that executes a run is still alive. */
export interface OwnerWatch {
  /** Identifies this process: host, process id and a random part, joined by colons. */
  readonly owner: string;
  /** Now, in ms since 1970. */
  readonly now: number;
  /** When this process started, in ms since 1970. */
  readonly startedAt: number;
  /** Milliseconds without a heartbeat after which an owner counts as gone. */
  readonly stale: number;
  /** Whether this process is executing the run. */
  readonly isActive: (run: SearchRun) => boolean;
}

/**
 * The run with the status to show. A run that is stored as running but whose process is gone is shown as interrupted.
 * A process counts as gone if its last heartbeat is too old. On this host it also counts as gone if no process has
 * its id, or if this process has the same id but started after the heartbeat.
 */
export function asSeen(run: SearchRun, watch: OwnerWatch): SearchRun {
  return run.status.kind === "running" && !isAlive(run, run.status, watch)
    ? { ...run, status: { kind: "interrupted" } }
    : run;
}

function isAlive(
  run: SearchRun,
  status: { readonly owner: string; readonly heartbeatAt: string },
  watch: OwnerWatch,
): boolean {
  if (status.owner === watch.owner) return watch.isActive(run);
  const heartbeat = Date.parse(status.heartbeatAt);
  if (watch.now - heartbeat > watch.stale) return false;
  const [host, process] = status.owner.split(":");
  const [ownHost, ownProcess] = watch.owner.split(":");
  if (host !== ownHost) return true;
  return process === ownProcess ? heartbeat >= watch.startedAt : isProcess(Number(process));
}

function isProcess(id: number): boolean {
  if (!Number.isSafeInteger(id) || id <= 0) return true;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
