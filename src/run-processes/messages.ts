import type { Topic } from "../projections/news.js";
import type { RunEnd, RunOrder, StopRequest } from "../runs/ports.js";
import type { Genotype } from "../space/types.js";

/** A message to a process that executes runs. `call` is the number of an execution, unique within the process. */
export type ToProcess<Settings> =
  | { readonly kind: "execute"; readonly call: number; readonly order: RunOrder; readonly settings: Settings }
  | { readonly kind: "stop"; readonly call: number; readonly request: StopRequest }
  | { readonly kind: "news"; readonly topic: Topic };

/** A message from it. */
export type FromProcess =
  | { readonly kind: "asks"; readonly call: number; readonly networks: readonly Genotype[] }
  | { readonly kind: "end"; readonly call: number; readonly end: RunEnd }
  | { readonly kind: "news"; readonly topic: Topic };
