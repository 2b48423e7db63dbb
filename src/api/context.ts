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
  return new OperationContext(service, asker, jobs, deadline);
}

/**
 * Apollo Server copies the properties of a context and keeps its prototype: what is made when it is asked for stands
 * behind accessors, and in an object that all copies share.
 */
class OperationContext implements ApiContext {
  readonly viewer: Asker["viewer"];
  readonly need = {};
  readonly budget = new AnswerBudget();
  /** `__typename` needs neither. */
  private readonly made: { service?: HarmonicService; lookups?: Lookups | undefined } = {};

  constructor(
    private readonly all: HarmonicService,
    private readonly asker: Asker,
    readonly jobs: Jobs,
    readonly deadline: Deadline,
  ) {
    this.viewer = asker.viewer;
  }

  get service(): HarmonicService {
    const { viewer, requestId } = this.asker;
    const author = { viewer: viewer.id, name: viewer.name, ...defined({ requestId }) };
    this.made.service ??= audited(this.all, author);
    return this.made.service;
  }

  get lookups(): Lookups {
    this.made.lookups ??= new Lookups(this.all, this.deadline);
    return this.made.lookups;
  }

  refresh(): void {
    this.made.lookups = undefined;
  }
}
