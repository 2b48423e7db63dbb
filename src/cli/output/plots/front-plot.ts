import type { Figure } from "../../../../charts/figures/figure.js";
import { deviceId } from "../../../base/ids.js";
import { isMaximised, type Metric, nameOf, ownerOf, type Source } from "../../../base/metric.js";
import { LIMIT_FIELDS } from "../../../search/constraints/constraints.js";
import type { ConstraintsInput } from "../../../search/constraints/parse-constraints.js";
import {
  type ObjectiveName,
  objectiveName,
  objectiveNamed,
  shownName,
} from "../../../search/objective-names.js";
import type { FrontColumns, MetricColumn } from "../../../service/front/columns/front-columns.js";
import type { Front } from "../../../service/front/front.js";
import type { HarmonicService } from "../../../service/service.js";
import { count, number, unitText } from "../format.js";
import { frontFigure, type Values } from "./front-figure.js";

/** The question that a front answers. */
export interface PlottedQuestion {
  readonly task: string;
  readonly devices: readonly string[];
  readonly constraints?: ConstraintsInput;
  readonly sources?: readonly Source[];
}

/** Bins per axis by which networks behind the front are thinned: two or three pixels each. */
const BINS = 256;
const SOURCES: readonly (Source | undefined)[] = [undefined, "MEASURED", "COST_MODEL", "PREDICTED"];

/** A front over all known networks as a figure. */
export async function frontPlot(
  service: HarmonicService,
  question: PlottedQuestion,
  front: Front,
  axes: "linear" | "log" | undefined,
): Promise<Figure> {
  const { task, devices, constraints = {}, sources } = question;
  const asked = {
    task,
    ...(sources !== undefined && { sources }),
    ...(constraints.genes !== undefined && { genes: constraints.genes }),
    ...(devices.length === 1 && { bins: BINS }),
  };
  const columns = await Promise.all(devices.map((device) => service.frontColumns({ ...asked, device })));
  const limits = new Limits(constraints);
  const known = new Map(
    front.objectives.map((name) => [name, valuesOf(columnsOf(columns, name), objectiveNamed(name).metric)]),
  );
  const out = new Set<string>(columns.flatMap((one) => brokenBy(one, limits, devices.length > 1)));
  const [{ total, ids, bins }] = columns;
  return frontFigure({
    title: `Pareto front of ${task} on ${devices.join(", ")}`,
    subtitle: [
      `${count(front.points.length)} of ${count(total)} networks`,
      ...limits.inWords(front.objectives),
      ...genesInWords(constraints),
    ].join("; "),
    objectives: front.objectives,
    points: front.points,
    known: (name) => known.get(name) ?? new Map(),
    limitOf: (name) => limits.of(name),
    isOut: (id) => out.has(id),
    ...(axes !== undefined && { axes }),
    notes: [
      ...(bins === undefined
        ? []
        : [`${count(ids.length)} of ${count(total)} networks are drawn; the others lie under them.`]),
      ...front.notes,
    ],
  });
}

/** The columns of the device to which an objective belongs; an objective of the task is in those of every device. */
function columnsOf(columns: readonly FrontColumns[], name: ObjectiveName): FrontColumns {
  const { device } = objectiveNamed(name);
  return columns.find((one) => one.device === device) ?? columns[0];
}

function valuesOf({ ids, metrics }: FrontColumns, metric: Metric): Values {
  const column = metrics.find((one) => one.metric === metric);
  const values = new Map<string, { value: number; source: Source }>();
  ids.forEach((id, row) => {
    const source = column && SOURCES[column.sources[row]];
    if (column !== undefined && source !== undefined) values.set(id, { value: column.values[row], source });
  });
  return values;
}

/** The networks that break a limit in one of the columns. */
function brokenBy({ device, ids, metrics }: FrontColumns, limits: Limits, isOneOfSeveral: boolean): string[] {
  const limited = metrics.flatMap((column): { column: MetricColumn; limit: number }[] => {
    const { metric } = column;
    const own =
      isOneOfSeveral && ownerOf(metric) === "device" ? { metric, device: deviceId(device) } : { metric };
    const limit = limits.of(objectiveName(own));
    return limit === undefined ? [] : [{ column, limit }];
  });
  return ids.filter((_, row) =>
    limited.some(({ column: { metric, values }, limit }) =>
      isMaximised(metric) ? values[row] < limit : values[row] > limit,
    ),
  );
}

/** The choices that networks must have, in words. */
const genesInWords = ({ genes = {} }: ConstraintsInput): string[] =>
  Object.entries(genes).map(([name, choices]) => `${name} ${[choices].flat().join(" or ")}`);

/** The limits of a question, by objective. */
class Limits {
  constructor(private readonly given: ConstraintsInput) {}

  /** The limit on an objective, in its unit. Of one of several devices, it is the device's own if there is one. */
  of(name: ObjectiveName): number | undefined {
    const { metric, device } = objectiveNamed(name);
    if (metric === "accuracy" || metric === "latency" || metric === "energy") {
      const field = LIMIT_FIELDS[metric];
      const own = this.given.perDevice?.find((one) => one.device === device);
      return (field === "minAccuracy" ? undefined : own?.[field]) ?? this.given[field];
    }
    const named = (text: string) => this.given.limits?.find((limit) => limit.metric === text);
    const limit = named(`${device}.${nameOf(metric)}`) ?? named(nameOf(metric));
    return limit?.max ?? limit?.min ?? undefined;
  }

  /** The limits on some objectives, in words. */
  inWords(names: readonly ObjectiveName[]): string[] {
    return names.flatMap((name) => {
      const limit = this.of(name);
      if (limit === undefined) return [];
      const { metric } = objectiveNamed(name);
      return [
        `${shownName(name)} ${isMaximised(metric) ? "at least" : "at most"} ${number(limit)}${unitText(metric)}`,
      ];
    });
  }
}
