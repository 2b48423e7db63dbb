import { COST_METRICS, type CostMetric } from "../../base/metric.js";
import { summedMetric } from "../../hardware/cost-model.js";
import type { OperatorProfile } from "../../hardware/types.js";
import type { Space } from "../../space/space.js";
import { FloatColumn } from "../columns/float-column.js";
import { Gaps } from "../columns/gaps.js";
import type { SubjectTable } from "../measurements/subject-table.js";
import type { SpaceNetworks } from "./space-networks.js";

type Columns = Readonly<Record<CostMetric, FloatColumn>>;
const NONE: Columns = { latency: FloatColumn.EMPTY, energy: FloatColumn.EMPTY };

/**
 * The costs by the operator profiles of a device, of the rows of which they are not measured. A row is summed when it
 * is first needed.
 */
export class SummedCosts {
  #columns = NONE;
  readonly #gaps: Readonly<Record<CostMetric, Gaps>> = { latency: new Gaps(), energy: new Gaps() };
  readonly #isSummed: Record<CostMetric, Uint8Array> = {
    latency: new Uint8Array(0),
    energy: new Uint8Array(0),
  };

  constructor(
    private readonly space: Space,
    private readonly profiles: readonly OperatorProfile[],
  ) {}

  /** The sums, at least of the rows whose cost is not measured. */
  of(networks: SpaceNetworks, measured: SubjectTable): Columns {
    if (this.profiles.length === 0) return NONE;
    const sums = COST_METRICS.map((metric) => [metric, this.#ofMetric(networks, measured, metric)] as const);
    this.#columns = Object.fromEntries(sums) as Record<CostMetric, FloatColumn>;
    return this.#columns;
  }

  #ofMetric(networks: SpaceNetworks, measured: SubjectTable, metric: CostMetric): FloatColumn {
    if (this.#isSummed[metric].length < networks.count) {
      const longer = new Uint8Array(Math.ceil(1.25 * networks.count));
      longer.set(this.#isSummed[metric]);
      this.#isSummed[metric] = longer;
    }
    const isSummed = this.#isSummed[metric];
    const rows = this.#gaps[metric]
      .next(measured.values(metric), networks.count)
      .filter((row) => isSummed[row] === 0);
    if (rows.length === 0) return this.#columns[metric];
    const genotypes = rows.map((row) => networks.genotype(row));
    const sums = summedMetric(this.space, genotypes, this.profiles, metric);
    const edit = this.#columns[metric].edit();
    rows.forEach((row, i) => {
      isSummed[row] = 1;
      edit.set(row, sums[i]);
    });
    return edit.done();
  }
}
