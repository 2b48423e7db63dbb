import { spawnSync } from "node:child_process";
import { readText } from "../meters/sysfs.js";

/** Processors that a process was pinned to, and a function that lets it use the others again. */
export interface Pinned {
  readonly processors: readonly number[];
  release(): void;
}

/**
 * Pins this thread, and those that it starts later, to the last `threads` processors that it may use, with `taskset`.
 * Undefined where the system does not let it or there are not that many.
 */
export function pinToProcessors(threads: number): Pinned | undefined {
  const allowed = /^Cpus_allowed_list:\s*(\S+)/m.exec(readText("/proc/self/status") ?? "")?.[1];
  if (allowed === undefined) return undefined;
  const processors = processorsOf(allowed).slice(-threads);
  if (processors.length < threads || !allow(processors.join(","))) return undefined;
  return { processors, release: () => void allow(allowed) };
}

const allow = (list: string): boolean =>
  spawnSync("taskset", ["-cp", list, String(process.pid)], { stdio: "ignore" }).status === 0;

/** The processors of a list such as `0-3,8`. */
export const processorsOf = (list: string): readonly number[] =>
  list.split(",").flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
