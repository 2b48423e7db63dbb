import type { Archive } from "../../../records/archive.js";
import type { RunWatch } from "../../../runs/ports.js";
import type { ServiceDependencies } from "../../../service/context.js";
import type { HarmonicService } from "../../../service/service.js";
import type { Tracing } from "./tracing.js";

/** The archive with a span for every commit. */
function tracedArchive(archive: Archive, tracing: Tracing): Archive {
  const commit: Archive["commit"] = (changes, signal) =>
    tracing.span("archive.commit", sizeOf(changes), () => archive.commit(changes, signal));
  return new Proxy(archive, {
    get(target, name) {
      if (name === "commit") return commit;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

const sizeOf = (changes: Iterable<unknown>) => (Array.isArray(changes) ? { changes: changes.length } : {});

/** The service with a span for every call of a use case; what is followed has none, since it has no end of its own. */
export function tracedService(service: HarmonicService, tracing: Tracing): HarmonicService {
  const entries = Object.entries(service).map(([name, use]) => [
    name,
    UNTRACED.has(name) ? use : traced(name, use as UseCase, tracing),
  ]);
  return Object.fromEntries(entries) as HarmonicService;
}

type UseCase = (...given: unknown[]) => Promise<unknown>;

const traced =
  (name: string, use: UseCase, tracing: Tracing): UseCase =>
  (...given) =>
    tracing.span(`service.${name}`, {}, () => use(...given));

/** Methods that do not return a promise, or that only say how the service is. */
const UNTRACED: ReadonlySet<string> = new Set([
  "followRun",
  "followVerification",
  "followFront",
  "checkArchive",
] satisfies (keyof HarmonicService)[]);

/** What gives every execution of a search run a span, below the request that started or resumed it. */
const tracedRun =
  (tracing: Tracing): RunWatch =>
  ({ id, settings }, execute) => {
    const { strategy, evaluator, budget } = settings;
    return tracing.span("search.run", { run: id, strategy, evaluator, budget }, execute);
  };

/** The dependencies of a service with spans for commits, trainings and search runs. */
export function tracedDependencies(given: ServiceDependencies, tracing: Tracing): ServiceDependencies {
  return {
    ...given,
    archive: tracedArchive(given.archive, tracing),
    train: (set, options) =>
      tracing.span("predictor.train", { networks: set.genotypes.length }, () => given.train(set, options)),
    watchRun: tracedRun(tracing),
    watchProposal: (propose) => tracing.span("search.propose", {}, propose),
    traceparent: () => tracing.traceparent(),
  };
}
