import type { ArchitectureId, SpaceId } from "../base/ids.js";
import { namedArchitecture } from "../projections/named.js";
import type { Projections } from "../projections/projections.js";
import type { Measurement } from "../records/measurement.js";
import { fromArchitecture, isPartial } from "../space/architecture.js";
import { complexityOf } from "../space/network/index.js";
import type { Architecture } from "../space/types.js";

/** Everything that the archive knows about one architecture. */
export interface ArchitectureReport {
  readonly id: ArchitectureId;
  readonly space: SpaceId;
  readonly architecture: Architecture;
  /** Whether genes that tier 2 decides are missing. */
  readonly partial: boolean;
  /** Multiply-accumulate operations and parameters; absent where the layers of the space's networks are not known. */
  readonly macs?: number;
  readonly params?: number;
  /** Retracted measurements are included and marked. */
  readonly measurements: readonly Measurement[];
}

/**
 * The report on an archived architecture, which is named by its key or a unique beginning of it. Throws `NotFound` or
 * `InvalidInput` on `id`.
 */
export async function architectureReport(
  { archive, catalog }: Pick<Projections, "archive" | "catalog">,
  id: string,
): Promise<ArchitectureReport> {
  const record = await namedArchitecture(archive, id, "id");
  const space = await catalog.space(record.space);
  const genotype = fromArchitecture(space, record.architecture);
  return {
    ...record,
    partial: isPartial(genotype),
    ...complexityOf(space, genotype),
    measurements: (await archive.measurementsOf(record.id)).map((logged) => logged.measurement),
  };
}
