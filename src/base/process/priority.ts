import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";

/** The niceness of work in the background: every request in the same system gets the processor before it. */
const LOW = 10;

/**
 * Lowers the scheduling priority of the calling thread, of its process where that is its only one, so that those who
 * answer requests get the processor first. Only Linux schedules single threads; elsewhere a thread stays as it is. A
 * failure is ignored, because the work is as correct without.
 */
export function lowerPriority(of: "thread" | "process"): void {
  try {
    if (of === "process") setPriority(0, LOW);
    else if (process.platform === "linux") setPriority(threadId(), LOW);
  } catch {
    // Not allowed here.
  }
}

/** The id that Linux gives the calling thread. */
const threadId = (): number => Number(readlinkSync("/proc/thread-self").split("/").at(-1));
