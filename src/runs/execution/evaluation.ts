import { defined } from "../../base/defined.js";
import type { ArchitectureId } from "../../base/ids.js";
import type { Measurement } from "../../records/measurement.js";
import type { RunFinding } from "../../records/run.js";
import type { Evaluator, Outcome } from "../../search/ports.js";
import { toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { Architecture, Genotype } from "../../space/types.js";

/** A network as the archive stores it. */
export interface NetworkRecord {
  readonly id: ArchitectureId;
  readonly genes: Architecture;
}

/** An outcome with everything that is stored for it: the network, and the measurements that evaluating it made. */
export type Evaluation = Outcome & {
  readonly network: NetworkRecord;
  readonly measurements: readonly Measurement[];
};

export type RunEvaluator = Evaluator<Evaluation>;

export const networkRecord = (space: Space, genotype: Genotype): NetworkRecord => ({
  id: architectureId(space, genotype),
  genes: toArchitecture(space, genotype),
});

/**
 * Wraps an evaluator so that each outcome carries what is stored for it: the network, and the measurements that
 * `measurementsOf` gives for it.
 */
export function recording(
  evaluator: Evaluator,
  space: Space,
  measurementsOf: (architecture: ArchitectureId) => readonly Measurement[] = () => [],
): RunEvaluator {
  const { candidates, resolve } = evaluator;
  return {
    ...defined({ candidates, resolve, score: evaluator.score?.bind(evaluator) }),
    async *evaluate(genotypes, signal): AsyncGenerator<Evaluation> {
      for await (const outcome of evaluator.evaluate(genotypes, signal)) {
        const network = networkRecord(space, outcome.genotype);
        yield { ...outcome, network, measurements: measurementsOf(network.id) };
      }
    },
  };
}

/** The number of networks that were evaluated, failed ones included. */
export const evaluatedIn = (findings: readonly RunFinding[]): number =>
  findings.filter(({ outcome }) => outcome.kind !== "scored").length;
