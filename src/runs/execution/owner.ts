import type { SearchRun } from "../../records/run.js";

/** What tells whether the process that executes a run is alive. */
export interface OwnerWatch {
  /** This process: host, process id and a random part, separated by colons. */
  readonly owner: string;
  /** Now, in ms since 1970. */
  readonly now: number;
  /** When this process started, in ms since 1970. */
  readonly startedAt: number;
  /** Milliseconds without a heartbeat after which an owner counts as gone. */
  readonly stale: number;
  /** Whether this process executes the run. */
  readonly isActive: (run: SearchRun) => boolean;
}

/**
 * The run as it should be shown: one that says it is running, but whose process is gone, is interrupted. A process is
 * gone if it ran on this host and its id is free (or is this process's, which started later), or if its last heartbeat
 * is too old.
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
