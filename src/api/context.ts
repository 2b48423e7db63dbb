import type { HarmonicService } from "../service/service.js";
import { AnswerBudget } from "./answer-budget.js";
import { Lookups } from "./lookups.js";

/** Context value of one GraphQL operation, which every resolver is given. */
export interface ApiContext {
  readonly service: HarmonicService;
  /** Cached look-ups; a new, empty set after every `refresh`. */
  readonly lookups: Lookups;
  /** What the answer may still hold; the fields of the schema spend it (`meterFields`). */
  readonly budget: AnswerBudget;
  /** Drops the cached look-ups. To be called after every change and before every event of a subscription. */
  refresh(): void;
}

export function createApiContext(service: HarmonicService): ApiContext {
  let lookups = new Lookups(service);
  return {
    service,
    budget: new AnswerBudget(),
    get lookups() {
      return lookups;
    },
    refresh() {
      lookups = new Lookups(service);
    },
  };
}
