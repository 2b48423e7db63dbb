import type { NeedsTime } from "../projections/networks/needs-time.js";
import type { HarmonicService } from "../service/service.js";
import { AnswerBudget } from "./answer-budget.js";
import { Lookups } from "./lookups.js";
import type { Jobs } from "./operations/jobs.js";

/** Context value of one GraphQL operation, which every resolver is given. */
export interface ApiContext {
  readonly service: HarmonicService;
  /** Cached look-ups; a new, empty set after every `refresh`. */
  readonly lookups: Lookups;
  /** What the answer may still hold; the fields of the schema spend it (`meterFields`). */
  readonly budget: AnswerBudget;
  /** The long operations of this server. */
  readonly jobs: Jobs;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Set where the operation needs a long computation that this thread leaves to others. */
  needsTime?: NeedsTime;
  /** Drops the cached look-ups. To be called after every change and before every event of a subscription. */
  refresh(): void;
}

export function createApiContext(service: HarmonicService, jobs: Jobs, signal: AbortSignal): ApiContext {
  let lookups = new Lookups(service);
  return {
    service,
    jobs,
    signal,
    budget: new AnswerBudget(),
    get lookups() {
      return lookups;
    },
    refresh() {
      lookups = new Lookups(service);
    },
  };
}
