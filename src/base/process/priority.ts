import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";

/**
 * How far work gives way, as niceness: what executes operations to the thread that holds the connections, which
 * otherwise waits for a processor beside them, what computes for long while somebody waits for it to both, and what
 * nobody waits for, such as searches and trainings, to all.
 */
const NICENESS = { answering: 4, computing: 15, background: 19 } as const;

/**
 * Lowers the scheduling priority of the calling thread, of its process where that is its only one, so that those who
 * come before it get the processor first. Only Linux schedules single threads; elsewhere a thread stays as it is. A
 * failure is ignored, because the work is as correct without.
 */
export function lowerPriority(of: "thread" | "process", work: keyof typeof NICENESS = "background"): void {
  try {
    if (of === "process") setPriority(0, NICENESS[work]);
    else if (process.platform === "linux") setPriority(threadId(), NICENESS[work]);
  } catch {
    // Not allowed here.
  }
}

/** The id that Linux gives the calling thread. */
const threadId = (): number => Number(readlinkSync("/proc/thread-self").split("/").at(-1));
