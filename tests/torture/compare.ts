import type { Evaluated, TortureReport } from "./torture.js";

/**
 * What a disturbed run is beside an undisturbed one. Where the undisturbed run did not end, on a machine that has too
 * little time for it, nothing can be said about the other.
 */
export type Verdict =
  | "equal"
  | "different"
  | "the undisturbed run did not end: starved, nothing to compare with";

/** Differences that are named. */
const MOST_NAMED = 10;

/** The verdict on a disturbed run, and in words what differs, evaluation by evaluation. */
export function compared(
  disturbed: TortureReport,
  calm: TortureReport,
): { readonly verdict: Verdict; readonly differences: readonly string[] } {
  if (calm.status !== "FINISHED")
    return { verdict: "the undisturbed run did not end: starved, nothing to compare with", differences: [] };
  const differences = Array.from(
    { length: Math.max(disturbed.evaluations.length, calm.evaluations.length) },
    (_, i) => [textOf(disturbed.evaluations[i]), textOf(calm.evaluations[i])],
  ).flatMap(([one, other], i) => (one === other ? [] : [`${i + 1}: ${one}; undisturbed: ${other}`]));
  return {
    verdict: differences.length === 0 ? "equal" : "different",
    differences: differences.slice(0, MOST_NAMED),
  };
}

function textOf(evaluated: Evaluated | undefined): string {
  if (evaluated === undefined) return "none";
  const { number, status, latency, reason, architecture } = evaluated;
  return [number, architecture.key, status, latency, reason].filter((part) => part !== null).join(" ");
}
