import type { Readable } from "node:stream";
import { onceMore } from "../../base/async/once-more.js";
import { defined } from "../../base/defined.js";
import { Conflict, InvalidInput } from "../../base/errors.js";
import {
  type DeviceId,
  deviceId,
  type SampleTableName,
  sampleTableName,
  type TaskId,
  taskId,
} from "../../base/ids.js";
import { nameOf, type OwnMetric, ownAmong, ownerOf } from "../../base/metric.js";
import { requireId } from "../../base/validate.js";
import { namedDevice } from "../../hardware/named-device.js";
import type { Device } from "../../hardware/types.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import type { SampleTable } from "../../records/sample-table.js";
import type { Task } from "../../records/task.js";
import { genotypeKey } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import { readTable, type TableData } from "../../tables/parse-table.js";
import { isMetric, isOwnKind, subjectKind } from "../../tables/table-columns.js";
import type { Context } from "../context.js";
import { type ColumnReport, columnReport } from "./column-report.js";
import { type Compressing, compressing } from "./compressing.js";
import { doubtfulUnits } from "./doubtful-units.js";
import { bySubject, keptRows, type StoredTable, TableWriting } from "./table-writing.js";

/** A sample table to import, unchecked. */
export interface ImportSamples {
  readonly name: string;
  readonly space: string;
  /** The CSV file, or its text. */
  readonly source: Readable | string;
  /** Column whose equal values mark rows of the same network; the first row of each value is kept. */
  readonly distinct?: string;
  /** Whether the values become measurements too; if not, the table is only kept for replays. Default true. */
  readonly measurements?: boolean;
  readonly onProgress?: (rows: number) => void;
}

/** What an import read and stored. */
export interface ImportReport {
  readonly table: SampleTable;
  /** Distinct architectures in the table. */
  readonly networks: number;
  readonly columns: readonly ColumnReport[];
  /** What of the file was left out, in words: blank rows, blank columns and a row index. */
  readonly notes: readonly string[];
  /** The number of measurements that the table holds; 0 if it is only kept for replays. */
  readonly measurements: number;
  /** How many of them were new to the archive. */
  readonly measurementsStored: number;
  readonly tasksCreated: readonly TaskId[];
  readonly devicesCreated: readonly DeviceId[];
  /** True if the same file had been imported before, so that nothing changed. */
  readonly alreadyImported: boolean;
}

/** What an import would read and store. */
export interface ImportPreview extends ImportReport {
  readonly newTasks: readonly Task[];
  readonly newDevices: readonly Device[];
  /** Sentences about what is probably wrong with the table. */
  readonly problems: readonly string[];
}

/** A table that was read and checked, and its file. */
interface ReadTable {
  readonly name: SampleTableName;
  readonly space: Space;
  readonly data: TableData;
  readonly gzip: Compressing;
}

/**
 * Imports a table in the column convention, all of it or nothing. Unknown tasks and devices that its columns name are
 * created, its values become measurements, and the table itself is kept for replays. Importing the same file again
 * changes nothing; a file that has grown adds what is new. Throws `Conflict` where the name or a task belongs to
 * another search space, and `Cancelled` where `signal` aborts before everything is stored; nothing is stored then.
 */
export async function importSamples(
  context: Context,
  input: ImportSamples,
  signal?: AbortSignal,
): Promise<ImportReport> {
  const table = await checkedTable(context, input, signal);
  return onceMore(() => storeTable(context, input, table, signal));
}

/**
 * Says what `importSamples` would store, and what is probably wrong with the table. It changes nothing, and throws what
 * `importSamples` would throw.
 */
export async function previewSamples(
  context: Context,
  input: ImportSamples,
  signal?: AbortSignal,
): Promise<ImportPreview> {
  const table = await checkedTable(context, input, signal);
  const { report, created } = await planOf(context, input, table);
  const added = <Kind extends "task" | "device">(kind: Kind) =>
    created.changes.flatMap((change) =>
      change.type === "insert" && change.kind === kind ? [change.record as RecordOf<Kind>] : [],
    );
  return {
    ...{ ...report, ...created.ids, measurementsStored: 0 },
    newTasks: added("task"),
    newDevices: added("device"),
    problems: await doubtfulUnits(context, table.space, table.data),
  };
}

type RecordOf<Kind extends "task" | "device"> = Kind extends "task" ? Task : Device;

/** Reads and checks a table. */
async function checkedTable(
  context: Context,
  input: ImportSamples,
  signal: AbortSignal | undefined,
): Promise<ReadTable> {
  const { catalog } = context;
  const name = sampleTableName(requireId(input.name, "name"));
  const space = await catalog.space(input.space);
  const gzip = compressing(input.source, signal);
  const data = await readTable(gzip.source, space, {
    ...defined({ distinct: input.distinct }),
    metrics: await catalog.ownMetrics(),
    onProgress: ({ rows }) => input.onProgress?.(rows),
  });
  return { name, space, data, gzip };
}

/** What storing a table comes to, as things are now. */
async function planOf(context: Context, input: ImportSamples, { name, space, data }: ReadTable) {
  const { archive } = context;
  const known = await archive.get("sampleTable", name);
  const keepsMeasurements = input.measurements ?? true;
  const metrics = ownAmong(data.columns.map(({ kind }) => kind));
  const alreadyImported =
    known !== undefined &&
    known.checksum === data.checksum &&
    known.space === space.spec.id &&
    known.distinct === input.distinct &&
    metrics.every((metric) => known.metrics?.includes(metric)) &&
    (known.measurementsStored || !keepsMeasurements);
  if (known !== undefined && known.space !== space.spec.id) {
    throw new Conflict(
      "name",
      `sample table "${name}" exists in search space "${known.space}"; choose another name`,
    );
  }
  const table: StoredTable = {
    id: name,
    name,
    space: space.spec.id,
    checksum: data.checksum,
    ...defined({ distinct: input.distinct }),
    rows: data.rows,
    columns: data.columns.map((column) => column.name),
    importedAt: new Date(context.clock()).toISOString(),
    measurementsStored: keepsMeasurements,
    ...(metrics.length > 0 && { metrics }),
  };
  const report = {
    table: alreadyImported ? known : table,
    networks: new Set(data.genotypes.map(genotypeKey)).size,
    columns: data.columns.map(columnReport),
    notes: data.notes,
    measurements: keepsMeasurements ? countMeasurements(data) : 0,
    alreadyImported,
  };
  const created = alreadyImported ? NOTHING_NEW : await newSubjects(archive, data, space, name);
  return { report, created, table, keepsMeasurements };
}

const NOTHING_NEW = { changes: [], ids: { tasksCreated: [], devicesCreated: [] } } as const;

/** Stores a table that was read. */
async function storeTable(
  context: Context,
  input: ImportSamples,
  read: ReadTable,
  signal: AbortSignal | undefined,
): Promise<ImportReport> {
  const { report, created, table, keepsMeasurements } = await planOf(context, input, read);
  if (report.alreadyImported) return { ...report, ...created.ids, measurementsStored: 0 };
  const { archive } = context;
  const { space, data, gzip } = read;
  const writing = new TableWriting(space, data, table);
  const head = [...created.changes, ...writing.tableChanges(await gzip.bytes())];
  const changes = keepsMeasurements ? both(head, writing.measurementChanges()) : head;
  const stored = await archive.commit(changes, signal);
  announceMeasurements(context.news, writing.examples);
  return { ...report, measurementsStored: stored, ...created.ids };
}

/**
 * The number of measurements of a table: one per row and task or device of which the row has a value, and one per value
 * of an own metric.
 */
type Columns = TableData["columns"];

function countMeasurements(data: TableData): number {
  const rows = keptRows(data);
  return bySubject(data).reduce((sum, columns) => {
    const isKnown = (row: number) => (column: Columns[number]) => !Number.isNaN(column.values[row]);
    const own = columns.filter(({ kind }) => isOwnKind(kind));
    const others = columns.filter(({ kind }) => isMetric(kind) && !isOwnKind(kind));
    return rows.reduce(
      (count, row) => count + (others.some(isKnown(row)) ? 1 : 0) + own.filter(isKnown(row)).length,
      sum,
    );
  }, 0);
}

function* both<T>(first: Iterable<T>, second: Iterable<T>): Generator<T> {
  yield* first;
  yield* second;
}

const UNKNOWN_SPLIT = "the table does not say of which split.";

/** The tasks and devices that the columns name and the archive lacks. A task of another space throws `Conflict`. */
async function newSubjects(archive: Archive, data: TableData, space: Space, table: string) {
  const changes: Change[] = [];
  const tasksCreated: TaskId[] = [];
  const devicesCreated: DeviceId[] = [];
  const subjects = new Map(
    data.columns.filter((c) => c.kind !== "note").map((c) => [`${subjectKind(c.kind)} ${c.subject}`, c]),
  );
  for (const { kind, subject, name } of subjects.values()) {
    requireId(subject, `column ${name}`);
    if (isOwnKind(kind)) await refuseOtherOwner(archive, kind, subject, name);
    if (subjectKind(kind) === "task") {
      const id = taskId(subject);
      const known = await archive.get("task", id);
      if (known !== undefined && known.space !== space.spec.id) {
        throw new Conflict(
          `column ${name}`,
          `column "${name}" names task "${id}", which belongs to search space "${known.space}"`,
        );
      }
      if (known !== undefined) continue;
      tasksCreated.push(id);
      const what = isOwnKind(kind) ? nameOf(kind) : "Accuracy";
      const description = `${what} as column ${name} of table ${table} gives it; ${UNKNOWN_SPLIT}`;
      changes.push({
        type: "insert",
        kind: "task",
        record: { id, space: space.spec.id, name: id, description },
      });
    } else {
      const id = deviceId(subject);
      if (devicesCreated.includes(id) || (await archive.get("device", id)) !== undefined) continue;
      devicesCreated.push(id);
      changes.push({ type: "insert", kind: "device", record: namedDevice(id) });
    }
  }
  return { changes, ids: { tasksCreated, devicesCreated } };
}

/** Refuses an own metric of tasks in a column that names a device, and the reverse. */
async function refuseOtherOwner(archive: Archive, metric: OwnMetric, subject: string, column: string) {
  const owner = ownerOf(metric);
  const [task, device] = [
    await archive.get("task", taskId(subject)),
    await archive.get("device", deviceId(subject)),
  ];
  const [own, other] = owner === "task" ? [task, device] : [device, task];
  if (own !== undefined || other === undefined) return;
  throw new InvalidInput(
    `column ${column}`,
    `column "${column}": ${nameOf(metric)} is a metric of a ${owner}, ` +
      `but "${subject}" is a ${owner === "task" ? "device" : "task"}`,
  );
}
