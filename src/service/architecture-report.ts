import { NotFound } from "../base/errors.js";
import { type ArchitectureId, architectureIdOf, type SpaceId } from "../base/ids.js";
import type { Projections } from "../projections/projections.js";
import type { Measurement } from "../records/measurement.js";
import { fromArchitecture, isPartial } from "../space/architecture.js";
import { complexityOf } from "../space/network/index.js";
import type { Architecture } from "../space/types.js";

/** Everything known about an archived architecture, retracted measurements included. */
export async function architectureReport(
  { archive, catalog }: Pick<Projections, "archive" | "catalog">,
  id: string,
): Promise<ArchitectureReport> {
  const record = await archive.architecture(architectureIdOf(id));
  if (record === undefined)
    throw new NotFound(
      "architecture",
      id,
      "id",
      "the archive knows the architectures that were measured or evaluated",
    );
  const space = await catalog.space(record.space);
  const genotype = fromArchitecture(space, record.architecture);
  return {
    ...record,
    partial: isPartial(genotype),
    ...complexityOf(space, genotype),
    measurements: (await archive.measurementsOf(record.id)).map((logged) => logged.measurement),
  };
}

/** Everything known about one architecture. */
export interface ArchitectureReport {
  readonly id: ArchitectureId;
  readonly space: SpaceId;
  readonly architecture: Architecture;
  readonly partial: boolean;
  readonly macs?: number;
  readonly params?: number;
  readonly measurements: readonly Measurement[];
}
