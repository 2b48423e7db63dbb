import type { ArchitectureId, MeasurementId } from "../../base/ids.js";
import type { Archive } from "../../records/archive.js";
import { FloatColumn } from "../columns/float-column.js";
import {
  type Details,
  DetailsDictionary,
  EstimateColumns,
  type EstimateName,
  PARTS,
} from "../measurements/estimate-columns.js";
import { type CombinedValues, SubjectTable } from "../measurements/subject-table.js";
import type { SpaceNetworks } from "../networks/space-networks.js";
import type { Image } from "./image.js";

/** The entry of the change log that a table has read last. */
export interface LastEntry {
  readonly sequence: number;
  readonly measurement: MeasurementId;
  readonly architecture: ArchitectureId;
}

interface Meta<Combined> {
  readonly last: LastEntry;
  readonly count: number;
  readonly strays: readonly (readonly [ArchitectureId, Combined])[];
  /** The columns in the order of their arrays, each with the number of chunks of each part. */
  readonly columns: readonly {
    readonly name: EstimateName;
    readonly chunks: readonly number[];
    readonly details: readonly Details[];
  }[];
}

/** The image of what is measured of a task or a device. */
export function imageOfSubject<Combined extends CombinedValues>(
  table: SubjectTable<Combined>,
  last: LastEntry,
): Image {
  const columns = [...table.columns];
  const meta: Meta<Combined> = {
    last,
    count: table.count,
    strays: [...table.strays],
    columns: columns.map(([name, { columns, dictionary }]) => ({
      name,
      chunks: PARTS.map((part) => columns[part].chunks.length),
      details: dictionary.all,
    })),
  };
  const arrays = columns.flatMap(([, { columns }]) => PARTS.flatMap((part) => columns[part].chunks));
  return { meta, arrays };
}

/**
 * What is measured of a task or a device by an image, and the entry of the change log up to which it goes.
 * @param networks the rows of the table: at least those that the image knew
 * @throws Error if the archive's change log does not have that entry
 */
export async function subjectOf<Combined extends CombinedValues>(
  { meta, arrays }: Image,
  archive: Pick<Archive, "measurementsOf">,
  networks: SpaceNetworks,
): Promise<{ readonly table: SubjectTable<Combined>; readonly last: LastEntry }> {
  const { last, count, strays, columns } = meta as Meta<Combined>;
  const logged = await archive.measurementsOf(last.architecture);
  const isThere = logged.some(
    ({ sequence, measurement }) => measurement.id === last.measurement && sequence >= last.sequence,
  );
  if (!isThere) throw new Error("the archive's change log is another one, or goes less far");
  let at = 0;
  const next = (chunks: number): FloatColumn => {
    at += chunks;
    return new FloatColumn(arrays.slice(at - chunks, at) as Float64Array[]);
  };
  const made = columns.map(({ name, chunks: [value, sd, measuredAt, details], details: all }) => {
    const parts = { value: next(value), sd: next(sd), measuredAt: next(measuredAt), details: next(details) };
    return [name, new EstimateColumns(name, parts, new DetailsDictionary(all))] as const;
  });
  const rows = Math.max(0, ...made.map(([, { columns }]) => rowsOf(columns.value)));
  if (rows > networks.count) throw new Error("the archive has fewer architectures");
  return { table: new SubjectTable(last.sequence, networks, new Map(made), new Map(strays), count), last };
}

/** The number of rows up to the last one with a value. */
function rowsOf({ chunks }: FloatColumn): number {
  const last = chunks.findLastIndex((chunk) => chunk !== undefined);
  if (last < 0) return 0;
  const chunk = chunks[last] as Float64Array;
  return last * chunk.length + chunk.findLastIndex((value) => !Number.isNaN(value)) + 1;
}
