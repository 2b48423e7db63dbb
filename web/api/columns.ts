import type { ColumnsQuery, GenesQuery } from "../generated/operations.js";

/** The values of one metric, one per network. */
export interface Column {
  readonly metric: string;
  readonly unit: string;
  readonly isMaximised: boolean;
  readonly values: Float64Array;
  /** 0 where nothing is known, 1 measured, 2 summed, 3 predicted. */
  readonly sources: Uint8Array;
}

/** The known networks of a task on a device. Every column has an entry per network, in the same order. */
export interface Networks {
  readonly count: number;
  readonly total: number;
  readonly isThinned: boolean;
  readonly objectives: readonly string[];
  /** 1 on the front of what is measured or summed, 2 on the front with predictions, 3 on both, else 0. */
  readonly front: Uint8Array;
  readonly columns: ReadonlyMap<string, Column>;
  readonly notes: readonly string[];
  readonly version: string;
  /** The key of a network. */
  key(row: number): string;
  /** The row of a network by its key or a beginning of it; undefined where it is not among these. */
  rowOf(key: string): number | undefined;
}

/** One gene of the known networks. */
export interface GeneColumn {
  readonly name: string;
  readonly choices: readonly string[];
  /** The index of each network's choice; 254 and 255 where it has none. */
  readonly codes: Uint8Array;
}

/** The genes of the networks of this version, in the order of its rows. */
export interface Genes {
  readonly version: string;
  readonly columns: ReadonlyMap<string, GeneColumn>;
}

const KEY_BYTES = 32;

/** Decodes the columns of an answer. */
export function decode({ frontColumns: found }: ColumnsQuery): Networks {
  const ids = bytesOf(found.ids);
  const key = (row: number): string => {
    let text = "";
    for (let i = KEY_BYTES * row; i < KEY_BYTES * (row + 1); i++)
      text += ids[i].toString(16).padStart(2, "0");
    return text;
  };
  const columns = found.metrics.map((one): [string, Column] => [
    one.metric,
    {
      metric: one.metric,
      unit: one.unit,
      isMaximised: one.direction === "MAX",
      values: new Float64Array(bytesOf(one.values).buffer),
      sources: bytesOf(one.sources),
    },
  ]);
  return {
    count: found.count,
    total: found.total,
    isThinned: found.bins !== null && found.count < found.total,
    objectives: found.objectiveNames,
    front: bytesOf(found.front),
    columns: new Map(columns),
    notes: found.notes,
    version: found.version,
    key,
    rowOf: (wanted) => rowOf(ids, wanted, key),
  };
}

function rowOf(ids: Uint8Array, wanted: string, key: (row: number) => string): number | undefined {
  const head = Number.parseInt(wanted.slice(0, 2), 16);
  for (let row = 0; row < ids.length / KEY_BYTES; row++)
    if (ids[KEY_BYTES * row] === head && key(row).startsWith(wanted)) return row;
  return undefined;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Decodes the genes of an answer. */
export function decodeGenes({ frontColumns: { version, genes } }: GenesQuery): Genes {
  const columns = genes.map(({ name, choices, codes }): [string, GeneColumn] => [
    name,
    { name, choices: choices.map(String), codes: bytesOf(codes) },
  ]);
  return { version, columns: new Map(columns) };
}
