import { defined } from "../base/defined.js";
import type { NeedsTime } from "../projections/networks/needs-time.js";
import { audited } from "../service/audit/audited.js";
import type { HarmonicService } from "../service/service.js";
import type { Asker } from "./access/viewer.js";
import { AnswerBudget } from "./answer-budget.js";
import { Lookups } from "./lookups.js";
import type { Jobs } from "./operations/jobs.js";
import type { Deadline } from "./traffic/deadline.js";

/** Context value of one GraphQL operation, which every resolver is given. */
export interface ApiContext {
  /** The use cases. What the viewer changes with them is in the audit trail. */
  readonly service: HarmonicService;
  /** Who sent the request. */
  readonly viewer: Asker["viewer"];
  /** Cached look-ups; a new, empty set after every `refresh`. */
  readonly lookups: Lookups;
  /** What the answer may still hold; the fields of the schema spend it (`meterFields`). */
  readonly budget: AnswerBudget;
  /** The long operations of this server. */
  readonly jobs: Jobs;
  /**
   * The time that the operation has; the fields of the schema keep to it (`meterFields`). Its signal aborts when nobody
   * waits for the answer any more: work for it should end then.
   */
  readonly deadline: Deadline;
  /** Holds what was thrown where the operation needs a long computation that this thread leaves to others. */
  readonly need: { time?: NeedsTime };
  /** Drops the cached look-ups. To be called after every change and before every event of a subscription. */
  refresh(): void;
}

export function createApiContext(
  service: HarmonicService,
  asker: Asker,
  jobs: Jobs,
  deadline: Deadline,
): ApiContext {
  // Made when they are asked for: `__typename` needs neither.
  let changing: HarmonicService | undefined;
  let lookups: Lookups | undefined;
  const { viewer, requestId } = asker;
  return {
    get service() {
      changing ??= audited(service, { viewer: viewer.id, name: viewer.name, ...defined({ requestId }) });
      return changing;
    },
    viewer,
    need: {},
    jobs,
    deadline,
    budget: new AnswerBudget(),
    get lookups() {
      lookups ??= new Lookups(service, deadline);
      return lookups;
    },
    refresh() {
      lookups = undefined;
    },
  };
}
