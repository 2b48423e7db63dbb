import type { HarmonicService } from "../service/service.js";
import { Lookups } from "./lookups.js";

/** What resolvers have at hand during one operation. */
export interface ApiContext {
  readonly service: HarmonicService;
  /** Current until `refresh`. */
  readonly lookups: Lookups;
  /** Forgets what was looked up: call it after every change and before every event. */
  refresh(): void;
}

export function createApiContext(service: HarmonicService): ApiContext {
  let lookups = new Lookups(service);
  return {
    service,
    get lookups() {
      return lookups;
    },
    refresh() {
      lookups = new Lookups(service);
    },
  };
}
