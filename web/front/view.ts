import { computed } from "@preact/signals";
import type { ScaleKind } from "../../charts/scale.js";
import type { Networks } from "../api/columns.js";
import type { Constraints } from "../generated/operations.js";
import { type GeneLimits, readGeneLimits } from "../parts/forms/gene-limits.js";
import { numberParam, params, setParams } from "../parts/location.js";
import type { Limits, Ranges, Region } from "./model.js";

/** What a view of fronts shows. All of it is in the address. */
export interface View {
  readonly task: string | undefined;
  readonly devices: readonly string[];
  readonly scale: ScaleKind;
  /** Whether the axes show the range of the front instead of all networks. */
  readonly isNear: boolean;
  readonly intervals: "none" | "picked" | "all";
  /** The tool that selects in a plot. */
  readonly tool: Region["kind"];
  /** A beginning of the key of the network that is looked at. */
  readonly picked: string | undefined;
  /** A beginning of the key of the network that is to be improved on. */
  readonly reference: string | undefined;
}

/** Most devices side by side. */
export const MOST_DEVICES = 4;

export const view = computed((): View => {
  const given = params.value;
  const intervals = given.get("intervals");
  return {
    task: given.get("task") ?? undefined,
    devices: (given.get("device") ?? "").split(",").filter(Boolean).slice(0, MOST_DEVICES),
    scale: given.get("scale") === "log" ? "log" : "linear",
    isNear: given.get("zoom") === "front",
    intervals: intervals === "none" || intervals === "all" ? intervals : "picked",
    tool: given.get("tool") === "lasso" ? "lasso" : "box",
    picked: given.get("network") ?? undefined,
    reference: given.get("reference") ?? undefined,
  };
});

/** The limits on metrics, by their name: a lowest accuracy, highest costs. */
const LIMITED = { accuracy: "minAccuracy", latency: "maxLatency", energy: "maxEnergy" } as const;

export type Limited = keyof typeof LIMITED;

export const limits = computed(
  (): Limits =>
    Object.fromEntries(
      Object.entries(LIMITED).flatMap(([metric, name]) => {
        const value = numberParam(name);
        return value === undefined ? [] : [[metric, value]];
      }),
    ),
);

const genesText = computed(() => params.value.get("genes"));

/** The choices that genes must have, which the address has as the API takes them; undefined where any will do. */
export const geneLimits = computed((): GeneLimits | undefined => readGeneLimits(genesText.value));

export const setGeneLimits = (next: GeneLimits | undefined): void =>
  setParams({ genes: next && JSON.stringify(next) });

/** The limits as the API takes them. */
export const constraints = computed((): Constraints | undefined => {
  const entries = Object.entries(limits.value).map(([metric, value]) => [LIMITED[metric as Limited], value]);
  const genes = geneLimits.value;
  const all: Constraints = { ...Object.fromEntries(entries), ...(genes !== undefined && { genes }) };
  return Object.keys(all).length === 0 ? undefined : all;
});

export const isLimited = (metric: string): metric is Limited => metric in LIMITED;

export function setLimit(metric: Limited, value: number | undefined, isStep = true): void {
  setParams({ [LIMITED[metric]]: value === undefined ? undefined : String(value) }, isStep);
}

export const clearLimits = (): void =>
  setParams({
    minAccuracy: undefined,
    maxLatency: undefined,
    maxEnergy: undefined,
    genes: undefined,
    reference: undefined,
  });

/** Makes the values of a network the limits: what remains is as good as it in everything. */
export function improveOn(networks: Networks, row: number): void {
  const own = [...networks.columns.values()].flatMap(({ metric, values, sources }) =>
    isLimited(metric) && sources[row] > 0
      ? [[LIMITED[metric], String(Number(values[row].toPrecision(6)))]]
      : [],
  );
  setParams({ ...Object.fromEntries(own), reference: networks.key(row).slice(0, 12) });
}

/** The chosen region, which the address has as `latency:box:1.2,0.7,3.4,0.8`. */
export const region = computed((): Region | undefined => {
  const match = /^([^:]+):(box|lasso):([-\d.e+,]+)$/.exec(params.value.get("select") ?? "");
  if (match === null) return undefined;
  const [, x, kind, text] = match;
  const numbers = text.split(",").map(Number);
  if (numbers.length < 4 || numbers.length % 2 === 1 || numbers.some((one) => !Number.isFinite(one)))
    return undefined;
  const corners = numbers.flatMap((one, i): [number, number][] =>
    i % 2 === 0 ? [[one, numbers[i + 1]]] : [],
  );
  return { x, kind: kind as Region["kind"], corners };
});

export function select(chosen: Region | undefined, isStep = true): void {
  const text = chosen && `${chosen.x}:${chosen.kind}:${chosen.corners.flat().map(short).join(",")}`;
  setParams({ select: text }, isStep);
}

/** The chosen ranges of metrics and genes, which the address has as `latency~1.2~3.4,operator_1~0~2`. */
export const ranges = computed((): Ranges => {
  const parts = (params.value.get("ranges") ?? "").split(",").map((part) => part.split("~"));
  return new Map(
    parts.flatMap(([name, low, high]): [string, readonly [number, number]][] => {
      const range = [Number(low), Number(high)] as const;
      return high === undefined || range.some(Number.isNaN) ? [] : [[name, range]];
    }),
  );
});

/** Chooses a range of a metric, in its unit, or of a gene, by the numbers of its choices; undefined chooses all. */
export function setRange(
  name: string,
  range: readonly [low: number, high: number] | undefined,
  isStep = true,
): void {
  const next = new Map(ranges.peek());
  if (range === undefined) next.delete(name);
  else next.set(name, range);
  const texts = [...next].map(([own, [low, high]]) => `${own}~${short(low)}~${short(high)}`);
  setParams({ ranges: texts.join(",") }, isStep);
}

/** Whether a part of the networks is chosen. */
export const hasSelection = computed(() => region.value !== undefined || ranges.value.size > 0);

/** Chooses all networks again. */
export const selectAll = (): void => setParams({ select: undefined, ranges: undefined });

const short = (value: number): string => String(Number(value.toPrecision(5)));

/** Looks at a network, or at none. */
export const pick = (key: string | undefined): void => setParams({ network: key?.slice(0, 12) });
