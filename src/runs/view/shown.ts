import type { SearchRun } from "../../records/run.js";
import type { RunContext } from "../run-context.js";
import { seenNow } from "./lookup.js";

/** How long a run may be without a server before it is shown as interrupted, in times after which a server is gone. */
const LONGEST_TAKE_OVER = 5;

/**
 * The run with the status to show to people: that of `seenNow`, except that where servers take over each other's runs,
 * one whose server is gone is still shown as running for a while, since another goes on with it within seconds. It is
 * interrupted if none does.
 */
export async function shownNow(context: RunContext, run: SearchRun): Promise<SearchRun> {
  const seen = await seenNow(context, run);
  const { status } = run;
  if (!context.takesOver || status.kind !== "running" || seen.status.kind !== "interrupted") return seen;
  const silence = context.clock() - Date.parse(status.heartbeatAt);
  return silence < LONGEST_TAKE_OVER * context.timing.stale ? run : seen;
}
