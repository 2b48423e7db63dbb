import { shortNumber } from "../../charts/scale.js";
import type { RunPartsFragment } from "../generated/operations.js";

/** A run in a few words. */
export const nameOf = ({ key, strategy, seed }: RunPartsFragment): string =>
  `${key.slice(0, 8)} (${strategy.toLowerCase()}, seed ${seed})`;

const STATES: Readonly<Record<RunPartsFragment["status"], string>> = {
  QUEUED: "waiting",
  RUNNING: "running",
  INTERRUPTED: "interrupted",
  CANCELLED: "cancelled",
  FINISHED: "finished",
  FAILED: "failed",
};

export const stateOf = ({ status }: RunPartsFragment): string => STATES[status];

export const isAtWork = ({ status }: RunPartsFragment): boolean =>
  status === "QUEUED" || status === "RUNNING";

/** A time span for people. */
export function spanOf(seconds: number): string {
  if (seconds < 10) return `${shortNumber(seconds, 2)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}

/** A moment for people, in their own time zone. */
export const momentOf = (text: string): string =>
  new Date(text).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
