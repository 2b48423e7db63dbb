import { defined } from "../../base/defined.js";
import { HarmonicError, InvalidInput } from "../../base/errors.js";
import { METRICS } from "../../base/metric.js";
import type { DescribedMetric } from "../../service/catalog/metrics.js";
import type { OwnValueInput } from "../../service/measurements/own-values.js";
import type { MeasurementInput } from "../../service/measurements/read-measurement.js";
import type { SubmitMeasurements } from "../../service/measurements/submit.js";
import type { HarmonicService } from "../../service/service.js";
import { parseArchitecture } from "../../space/architecture.js";
import { compileSpace } from "../../space/compile.js";
import { architectureId } from "../../space/identity.js";
import { nearChoice } from "../../space/near-choice.js";
import type { Space } from "../../space/space.js";
import type { Choice } from "../../space/types.js";
import { numberIn } from "../../tables/dialect.js";
import { type CsvText, readCsv } from "./csv.js";
import { GENE_PREFIX, geneOfColumns } from "./gene-prefix.js";
import {
  type ColumnMeaning,
  cellValue,
  meaningOf,
  ownCellValue,
  refuseLookalike,
} from "./measurement-columns.js";

/** The measurements of a CSV file, and what of it is not used. */
export interface MeasurementRows {
  readonly request: SubmitMeasurements;
  /** The line of the file that each measurement comes from. */
  readonly lines: readonly number[];
  /** Number of rows without any value. */
  readonly empty: number;
  /** Names of the columns that are not used. */
  readonly unused: readonly string[];
}

interface Flags {
  readonly task?: string;
  readonly device?: string;
}

const ID_COLUMNS = ["architecture", "id"];

/**
 * Reads a CSV file of measurements: a column `architecture` (or `id`) with ids or unique beginnings of ids, or a column
 * per gene (`gene:NAME` where NAME is another column, too), or both, which must then agree; and a column per metric.
 * Rows without a value are left out and counted.
 * Throws `InvalidInput` on FILE that names the line.
 */
export async function readMeasurementRows(
  service: HarmonicService,
  text: string,
  file: string,
  flags: Flags,
): Promise<MeasurementRows> {
  const csv = readCsv(text, file, "FILE");
  const declared = await service.metrics();
  const task = flags.task ?? onlySubject(csv.header, "task", declared);
  if (task === undefined) {
    throw new InvalidInput(
      "--task",
      "name the task with --task ID: its search space is that of the networks",
    );
  }
  const { space } = await service.searchSpace((await service.task(task)).space);
  const device = flags.device ?? onlySubject(csv.header, "device", declared);
  const layout = layoutOf(csv, compileSpace(space), { task, ...defined({ device }) }, declared);
  const measurements: MeasurementInput[] = [];
  const lines: number[] = [];
  for (const { line, cells } of csv.rows) {
    const values = layout.valuesOf(cells, `line ${line}`);
    if (Object.keys(values).length === 0) continue;
    measurements.push({ architecture: layout.architectureOf(cells, `line ${line}`), ...values });
    lines.push(line);
  }
  if (measurements.length === 0) {
    throw new InvalidInput(
      "FILE",
      `no row of ${file} has an accuracy, a latency [ms] or an energy [mJ], or a metric of your own`,
    );
  }
  return {
    request: { task, ...defined({ device }), measurements },
    lines,
    empty: csv.rows.length - measurements.length,
    unused: layout.unused,
  };
}

/** Runs `work` and renames the place of an error, `measurements[3]`, to the line of the file, if lines are given. */
export async function withLines<T>(lines: readonly number[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const at = error instanceof HarmonicError ? /measurements\[(\d+)\]/.exec(error.field ?? "") : null;
    if (!(error instanceof HarmonicError) || at === null || lines.length === 0) throw error;
    const line = `line ${lines[Number(at[1])]}`;
    const message = error.message.replaceAll(`${at[0]}.`, "").replaceAll(at[0], "the row");
    throw new InvalidInput("FILE", `${line}: ${message}`);
  }
}

/** The task or device that columns such as `DEVICE.latency_ms` name, if they name just one. */
function onlySubject(
  header: readonly string[],
  kind: "task" | "device",
  declared: readonly DescribedMetric[],
): string | undefined {
  const named = header.flatMap((name) => {
    const subject = name.startsWith(GENE_PREFIX) ? undefined : meaningOf(name, declared)?.subject;
    return subject?.kind === kind ? [subject.id] : [];
  });
  const [first, ...others] = new Set(named);
  if (others.length === 0) return first;
  throw new InvalidInput(
    `--${kind}`,
    `the file has columns of several ${kind}s (${[first, ...others].join(", ")}); choose one with --${kind} ID`,
  );
}

interface Layout {
  readonly unused: readonly string[];
  architectureOf(cells: readonly string[], where: string): unknown;
  valuesOf(cells: readonly string[], where: string): Partial<MeasurementInput>;
}

function layoutOf(
  { header, delimiter }: CsvText,
  space: Space,
  subjects: Flags,
  declared: readonly DescribedMetric[],
): Layout {
  const geneOf = geneOfColumns(header, (name) => space.position.has(name));
  const genes = [...header.keys()].filter((i) => geneOf[i] !== undefined);
  const id = header.findIndex((name, i) => ID_COLUMNS.includes(name) && !genes.includes(i));
  // A gene that does not exist in any network of the file may lack a column; the service misses one that does exist.
  const lacking = space.genes.filter(
    ({ name, tier, activeWhen }) => tier === 1 && activeWhen.length === 0 && !geneOf.includes(name),
  );
  if (id < 0 && lacking.length > 0) {
    throw new InvalidInput(
      "FILE",
      "the file must have a column architecture with ids, or a column per gene; " +
        `it lacks ${lacking.map(({ name }) => name).join(", ")} of ${space.spec.id}`,
    );
  }
  const rest = [...header.keys()].filter((i) => i !== id && !genes.includes(i));
  const fields = new Map<number, ColumnMeaning>();
  for (const i of rest) {
    const meaning = meaningOf(header[i], declared);
    if (meaning === undefined) refuseLookalike(header[i]);
    if (meaning === undefined || isOfAnother(meaning, subjects)) continue;
    const twin = [...fields].find(([, { field, own }]) => field === meaning.field && own === meaning.own);
    if (twin !== undefined) {
      throw new InvalidInput(
        "FILE",
        `columns "${header[twin[0]]}" and "${header[i]}" mean the same: keep one`,
      );
    }
    fields.set(i, meaning);
  }
  const usesGenes = lacking.length === 0;
  return {
    unused: [...rest.filter((i) => !fields.has(i)), ...(usesGenes ? [] : genes)].map((i) => header[i]),
    valuesOf(cells, where) {
      const given = [...fields].filter(([i]) => cells[i] !== "");
      const values: [string, unknown][] = [];
      const metrics: OwnValueInput[] = [];
      for (const [i, { field, own }] of given) {
        if (own === undefined) values.push([field, cellValue(field, cells[i], delimiter, where)]);
        else metrics.push({ name: own.name, value: ownCellValue(own, cells[i], delimiter, where) });
      }
      const isMeasured =
        metrics.length > 0 || values.some(([field]) => METRICS.some((metric) => field.startsWith(metric)));
      if (!isMeasured) return {};
      return { ...Object.fromEntries(values), ...(metrics.length > 0 && { metrics }) };
    },
    architectureOf(cells, where) {
      const named = id < 0 ? "" : cells[id];
      const map = usesGenes ? geneMap(space, geneOf, cells, delimiter) : {};
      if (Object.keys(map).length === 0) return named;
      if (named !== "") requireAgreement(space, map, named, where);
      return map;
    },
  };
}

const isOfAnother = ({ subject }: ColumnMeaning, subjects: Flags): boolean =>
  subject !== undefined && subjects[subject.kind] !== subject.id;

/** The genes of a row as a map gene -> choice; empty cells are genes that do not exist in the network. */
function geneMap(
  space: Space,
  geneOf: readonly (string | undefined)[],
  cells: readonly string[],
  delimiter: CsvText["delimiter"],
): Record<string, Choice> {
  const map: Record<string, Choice> = {};
  for (const [i, gene] of geneOf.entries()) {
    if (gene === undefined || cells[i] === "") continue;
    const { choices } = space.genes[space.position.get(gene)!];
    const near = nearChoice(choices, numberIn(cells[i], delimiter));
    const choice = near >= 0 ? choices[near] : choices.find((one) => one === cells[i]);
    map[gene] = choice ?? cells[i];
  }
  return map;
}

function requireAgreement(space: Space, map: Record<string, Choice>, named: string, where: string): void {
  let id: string;
  try {
    id = architectureId(space, parseArchitecture(space, map));
  } catch (error) {
    if (error instanceof HarmonicError) throw new InvalidInput("FILE", `${where}: ${error.message}`);
    throw error;
  }
  if (id.startsWith(named)) return;
  throw new InvalidInput(
    "FILE",
    `${where}: the id ${named} is not that of its genes, which is ${id}; correct either, or leave the id empty`,
  );
}
