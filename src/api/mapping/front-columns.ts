import { endianness } from "node:os";
import { isMaximised, nameOf, unitOf } from "../../base/metric.js";
import type { FrontColumns } from "../../service/front/columns/front-columns.js";

/** Columns in the schema's form, without the task and the device: the resolver looks these up. */
export function mapFrontColumns({ ids, front, metrics, objectives, bins, ...found }: FrontColumns) {
  return {
    total: found.total,
    count: ids.length,
    bins: bins ?? null,
    objectiveNames: objectives.map(nameOf),
    ids: Buffer.from(ids.join(""), "hex").toString("base64"),
    front: Buffer.from(front).toString("base64"),
    metrics: metrics.map(({ metric, values, sources }) => ({
      metric: nameOf(metric),
      unit: unitOf(metric),
      direction: isMaximised(metric) ? ("max" as const) : ("min" as const),
      values: littleEndian(values).toString("base64"),
      sources: Buffer.from(sources).toString("base64"),
    })),
    genesOf: found.genes,
    notes: found.notes,
    version: found.version,
  };
}

/** The columns of genes in the schema's form. */
export const mapGeneColumns = (columns: ReturnType<FrontColumns["genes"]>) =>
  columns.map(({ codes, ...column }) => ({ ...column, codes: Buffer.from(codes).toString("base64") }));

/** The bytes of the numbers, the lowest of each first. */
function littleEndian(values: Float64Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return endianness() === "LE" ? bytes : Buffer.from(bytes).swap64();
}
