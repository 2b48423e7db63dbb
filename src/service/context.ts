import type { Predictor, TrainingSet } from "../../predictors/port.js";
import { Admission } from "../base/async/admission.js";
import type { IdSource } from "../base/clock.js";
import type { News } from "../projections/news.js";
import { createProjections, type ProjectionSettings, type Projections } from "../projections/projections.js";
import type { JobExchange } from "../runs/jobs/exchange.js";
import type { EvaluatorFactories, ProposalWatch, RunExecutor, RunWatch } from "../runs/ports.js";
import type { NetworkExporter } from "./export/exporter.js";

/** What the service needs from outside. */
export interface ServiceDependencies extends ProjectionSettings {
  readonly newId: IdSource;
  /** Identifies this process among those that share the archive: host, process id and random part, joined by colons. */
  readonly owner: string;
  /** Trains a predictor without blocking the event loop. Throws `Cancelled` soon after the signal has aborted. */
  readonly train: (
    set: TrainingSet,
    options: { readonly seed: number; readonly family?: string; readonly signal?: AbortSignal },
  ) => Promise<Predictor>;
  /** Ends all trainings, and lets no other begin. */
  readonly endTraining?: () => void;
  readonly evaluators: EvaluatorFactories;
  /** Watches the execution of search runs; absent where nobody does. */
  readonly watchRun?: RunWatch;
  /** Watches the proposals of strategies; absent where nobody does. */
  readonly watchProposal?: ProposalWatch;
  /** Names the span at work for other processes, by the W3C trace context; absent where nothing is traced. */
  readonly traceparent?: () => string | undefined;
  /** The queue through which workers get evaluations that reach no server; absent where there is none. */
  readonly queue?: JobExchange;
  /** Whether servers take over each other's runs: one that ends leaves its runs to the others. */
  readonly takesOver?: boolean;
  /** Executes search runs; absent: the calling thread does. */
  readonly executor?: RunExecutor;
  /** Name under which threads of this process that share the archive hear each other's news; absent: they do not. */
  readonly newsChannel?: string;
  /** Shares news with other servers of the archive, until the function that is returned is called; absent: nobody. */
  readonly relayNews?: (news: News) => () => Promise<void>;
  /** Makes the files of exported networks; absent where the service exports none. */
  readonly exporter?: NetworkExporter;
}

/** What the use cases work with: the dependencies of the service, and the projections of the archive. */
export interface Context extends ServiceDependencies, Projections {
  /** The queue of trainings: each reads all measurements of its metric and asks for fronts. */
  readonly trainings: Admission;
}

/** How many trainings may wait for their turn. */
const MOST_WAITING_TRAININGS = 20;

export const createContext = (dependencies: ServiceDependencies): Context => ({
  ...dependencies,
  trainings: new Admission(1, MOST_WAITING_TRAININGS, "trainings"),
  ...createProjections(dependencies),
});
