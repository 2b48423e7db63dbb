import { NotFound } from "../base/errors.js";
import { architectureIdOf } from "../base/ids.js";
import { fromArchitecture, isPartial } from "../space/architecture.js";
import { complexityOf } from "../space/network/index.js";
import { requireSpace } from "./catalog/lookup.js";
import type { Archive } from "./ports.js";
import type { ArchitectureReport } from "./service.js";

/** Everything known about an archived architecture, retracted measurements included. */
export async function architectureReport(archive: Archive, id: string): Promise<ArchitectureReport> {
  const record = await archive.architecture(architectureIdOf(id));
  if (record === undefined)
    throw new NotFound(
      "architecture",
      id,
      "id",
      "the archive knows the architectures that were measured or evaluated",
    );
  const space = await requireSpace(archive, record.space);
  const genotype = fromArchitecture(space, record.architecture);
  return {
    ...record,
    partial: isPartial(genotype),
    ...complexityOf(space, genotype),
    measurements: (await archive.measurementsOf(record.id)).map((logged) => logged.measurement),
  };
}
