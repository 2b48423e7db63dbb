import type { ArchitectureId } from "../../base/ids.js";
import { isCost, type Metric } from "../../base/metric.js";
import { Serial } from "../../base/serial.js";
import { batchCost } from "../../hardware/cost-model.js";
import type { OperatorProfile } from "../../hardware/types.js";
import type { Archive } from "../../records/archive.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import { profileVersion, type TaskOnDevice } from "../catalog.js";
import type { Estimate } from "../estimate.js";
import type { CombinedAccuracy, CombinedCost } from "../measurements/combine.js";
import type { SubjectTable, SubjectTables } from "../measurements/subject-tables.js";

/**
 * Every known architecture of a space with what is measured of it for a task on a device, or summed from the device's
 * operator profile, as columns: one row per architecture, NaN = not known. Natural units.
 */
export interface PointPool {
  readonly space: Space;
  readonly ids: readonly ArchitectureId[];
  readonly genotypes: readonly Genotype[];
  readonly columns: Readonly<Record<Metric, Float64Array>>;
  /** The measured or cost-model estimate of one row, `undefined` where not known. */
  estimate(row: number, metric: Metric): Estimate | undefined;
  testAccuracy(row: number): Estimate | undefined;
  /** Changes with every value. */
  readonly version: string;
}

interface KnownArchitectures {
  readonly ids: ArchitectureId[];
  readonly genotypes: Genotype[];
}

/** Pools kept between queries, renewed when the archive has news. */
export class PointPools {
  readonly #architectures = new Map<string, KnownArchitectures>();
  readonly #pools = new Map<string, PointPool>();
  readonly #reading = new Serial();

  constructor(
    private readonly archive: Archive,
    private readonly subjects: SubjectTables,
  ) {}

  async of({ task, device, space, profiles }: TaskOnDevice): Promise<PointPool> {
    const accuracies = await this.subjects.ofTask(space.spec.id, task.id);
    const costs = await this.subjects.ofDevice(space.spec.id, device.id);
    const known = await this.#known(space);
    const version = [known.ids.length, accuracies.version, costs.version, profileVersion(profiles)].join("-");
    const key = `${task.id}\n${device.id}`;
    const cached = this.#pools.get(key);
    if (cached?.version === version) return cached;
    const pool = buildPool(space, known, accuracies, costs, profiles, version);
    this.#pools.set(key, pool);
    return pool;
  }

  forget(): void {
    this.#architectures.clear();
    this.#pools.clear();
  }

  async #known(space: Space): Promise<KnownArchitectures> {
    const known = this.#architectures.get(space.spec.id) ?? { ids: [], genotypes: [] };
    this.#architectures.set(space.spec.id, known);
    await this.#reading.run(async () => {
      for (const record of await this.archive.architectures(space.spec.id, known.ids.length)) {
        known.ids.push(record.id);
        known.genotypes.push(fromArchitecture(space, record.architecture));
      }
    });
    return known;
  }
}

function buildPool(
  space: Space,
  known: KnownArchitectures,
  accuracies: SubjectTable<CombinedAccuracy>,
  costs: SubjectTable<CombinedCost>,
  profiles: readonly OperatorProfile[],
  version: string,
): PointPool {
  const ids = known.ids.slice();
  const genotypes = known.genotypes.slice();
  const model = profiles.length === 0 ? undefined : batchCost(space, genotypes, profiles);
  const estimate = (row: number, metric: Metric): Estimate | undefined => {
    if (!isCost(metric)) return accuracies.combined.get(ids[row])?.accuracy;
    const measured = costs.combined.get(ids[row])?.[metric];
    if (measured !== undefined || model === undefined || model.covered[row] === 0) return measured;
    return { value: model[metric][row], source: "COST_MODEL" };
  };
  const column = (metric: Metric) =>
    Float64Array.from(ids, (_, row) => estimate(row, metric)?.value ?? Number.NaN);
  return {
    space,
    ids,
    genotypes,
    columns: { accuracy: column("accuracy"), latency: column("latency"), energy: column("energy") },
    estimate,
    testAccuracy: (row) => accuracies.combined.get(ids[row])?.testAccuracy,
    version,
  };
}
