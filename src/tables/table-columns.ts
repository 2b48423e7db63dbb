import { InvalidInput } from "../base/errors.js";
import { type BuiltInMetric, isOwn, METRICS, nameOf, type OwnMetric, ownerOf } from "../base/metric.js";
import type { Space } from "../space/space.js";
import { meantColumn, type ValueKind } from "./metric-like.js";

/**
 * What a column of the file holds by the column convention: a metric of a task or device, or a note (anything else).
 */
export type ColumnKind = ValueKind | OwnMetric | "note";

/** The name of a value column and what it says. */
export interface ColumnName {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The id of the task or device; for a note, the column's name. */
  readonly subject: string;
}

/** The meaning of each column of the file: a gene of the space, or a value column. */
export interface TableHeader {
  readonly names: readonly string[];
  /** The gene's position in the space, per file column; -1 for a value column. */
  readonly genes: Int16Array;
  /** The index into `columns`, per file column; -1 for a gene. */
  readonly values: Int16Array;
  readonly columns: readonly ColumnName[];
  /** The file column of the option `distinct`; -1 without it. */
  readonly distinct: number;
  /** The file column that holds whole networks; undefined where each gene has a column. */
  readonly architecture: number | undefined;
}

const SUFFIX_OF: Readonly<Record<ValueKind, string>> = {
  accuracy: ".accuracy",
  accuracy_sd: ".accuracy_sd",
  examples: ".examples",
  latency: ".latency_ms",
  latency_sd: ".latency_sd_ms",
  energy: ".energy_mj",
  energy_sd: ".energy_sd_mj",
};
const SUFFIXES = Object.entries(SUFFIX_OF) as [ValueKind, string][];

/** The metric that a column belongs to. A spread and a number of examples belong to the metric that they qualify. */
const METRIC_OF: Readonly<Record<ValueKind, BuiltInMetric>> = {
  accuracy: "accuracy",
  accuracy_sd: "accuracy",
  examples: "accuracy",
  latency: "latency",
  latency_sd: "latency",
  energy: "energy",
  energy_sd: "energy",
};

/** Tells whether the values of a column are measurements, rather than notes or what qualifies measurements. */
export const isMetric = (kind: ColumnKind): boolean =>
  kind !== "note" && (isOwnKind(kind) || METRIC_OF[kind] === kind);

/** Tells whether a column holds a metric that a user declared. */
export const isOwnKind = (kind: ColumnKind): kind is OwnMetric => isOwn(kind as BuiltInMetric | OwnMetric);

/** Tells whether a column says something of a task or of a device; undefined for a note. */
export const subjectKind = (kind: ColumnKind): "task" | "device" | undefined => {
  if (kind === "note") return undefined;
  return ownerOf(isOwnKind(kind) ? kind : METRIC_OF[kind]);
};

/** Reads the meaning of a value column from its name; `own` are the metrics that users declared. */
export function columnName(name: string, own: readonly OwnMetric[] = []): ColumnName {
  for (const [kind, suffix] of SUFFIXES) {
    if (name.length > suffix.length && name.endsWith(suffix)) {
      return { name, kind, subject: name.slice(0, -suffix.length) };
    }
  }
  const metric = own.find((known) => name.endsWith(`.${nameOf(known)}`));
  const subject = metric === undefined ? "" : name.slice(0, -nameOf(metric).length - 1);
  return metric === undefined || subject === ""
    ? { name, kind: "note", subject: name }
    : { name, kind: metric, subject };
}

/**
 * Reads the header of a table. Every gene of tier 1 needs a column, unless one column holds whole networks. A gene of
 * tier 2 may lack one; the networks of the table are then partial. A column without a name has no meaning.
 * @param architecture the column that holds whole networks
 * @param own the metrics that users declared, of which columns `<task>.NAME` and `<device>.NAME` are
 * @throws InvalidInput for a missing gene, a repeated column, a column that looks like a metric and is none, a table
 * without any metric, and an unknown `distinct` column
 */
export function readHeader(
  names: readonly string[],
  space: Space,
  distinct?: string,
  architecture?: number,
  own: readonly OwnMetric[] = [],
): TableHeader {
  refuseRepeats(names);
  const missing = space.genes.filter((gene) => gene.tier === 1 && !names.includes(gene.name));
  if (missing.length > 0 && architecture === undefined) {
    const list = missing.map((gene) => gene.name).join(", ");
    throw new InvalidInput(
      "header",
      `line 1: no column for ${missing.length} of the ${space.genes.length} genes of ${space.spec.id}: ${list}` +
        (list.length > 200 ? "" : "; one column may hold whole networks instead, as JSON {gene: choice}"),
    );
  }
  const columns = names
    .filter((name, c) => name !== "" && c !== architecture && !space.position.has(name))
    .map((name) => columnName(name, own));
  for (const column of columns) refuseMisnamed(column, names);
  if (!columns.some(({ kind }) => isMetric(kind))) {
    const endings = METRICS.map((metric) => SUFFIX_OF[metric]).join(", ");
    throw new InvalidInput("header", `line 1: no column holds a metric: none ends in ${endings}`);
  }
  for (const column of columns) refuseUnqualified(column, names);
  return {
    names,
    columns,
    genes: Int16Array.from(names, (name) => space.position.get(name) ?? -1),
    values: Int16Array.from(names, (name) => columns.findIndex((column) => column.name === name)),
    distinct: distinctColumn(names, distinct),
    architecture,
  };
}

/** Tells whether any gene has a column. */
export const hasGeneColumns = (names: readonly string[], space: Space): boolean =>
  names.some((name) => space.position.has(name));

/** Refuses a column that looks like a metric but is not named as one, unless the table also has the right name. */
function refuseMisnamed({ name, kind }: ColumnName, names: readonly string[]): void {
  const meant = kind === "note" ? meantColumn(name) : undefined;
  if (meant === undefined) return;
  const owner = subjectKind(meant.kind);
  const right = `${meant.subject ?? `<${owner}>`}${SUFFIX_OF[meant.kind]}`;
  if (names.includes(right)) return;
  throw new InvalidInput(
    name,
    `line 1: column ${name} looks like ${WORD_OF[meant.kind]} but is not named as one; call it ${right}, ` +
      `with values in ${UNIT_OF[meant.kind]}` +
      (meant.subject === undefined ? `, where <${owner}> is the id of the ${owner}` : ""),
  );
}

const WORD_OF: Readonly<Record<ValueKind, string>> = {
  accuracy: "an accuracy",
  accuracy_sd: "the spread of an accuracy",
  examples: "a number of examples",
  latency: "a latency",
  latency_sd: "the spread of a latency",
  energy: "an energy",
  energy_sd: "the spread of an energy",
};
const UNIT_OF: Readonly<Record<ValueKind, string>> = {
  accuracy: "fractions from 0 to 1",
  accuracy_sd: "fractions from 0 to 1",
  examples: "whole numbers",
  latency: "milliseconds",
  latency_sd: "milliseconds",
  energy: "millijoules",
  energy_sd: "millijoules",
};

/** Refuses a spread or a number of examples whose value the table does not have, because it would say nothing. */
function refuseUnqualified({ name, kind, subject }: ColumnName, names: readonly string[]): void {
  if (kind === "note" || isOwnKind(kind) || isMetric(kind)) return;
  const value = `${subject}${SUFFIX_OF[METRIC_OF[kind]]}`;
  if (names.includes(value)) return;
  throw new InvalidInput(
    name,
    `line 1: column ${name} needs a column ${value}, which the table does not have`,
  );
}

function refuseRepeats(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === "") continue;
    if (seen.has(name)) throw new InvalidInput(name, `line 1: two columns are called "${name}"`);
    seen.add(name);
  }
}

function distinctColumn(names: readonly string[], distinct: string | undefined): number {
  if (distinct === undefined) return -1;
  const column = names.indexOf(distinct);
  if (column < 0) {
    throw new InvalidInput("distinct", `the table has no column "${distinct}"; it has ${names.join(", ")}`);
  }
  return column;
}
