import type { RunStatus } from "../../records/run.js";

/** What the status of a run is called: its kind, or `queued` for a running one that waits for its turn. */
export const statusName = (status: RunStatus): RunStatus["kind"] | "queued" =>
  status.kind === "running" && status.queued === true ? "queued" : status.kind;
