import { computed } from "@preact/signals";
import type { ScaleKind } from "../../charts/scale.js";
import { numberParam, params, setParams } from "../parts/location.js";
import type { Limits, Region } from "./model.js";

/** What a view of fronts shows. All of it is in the address. */
export interface View {
  readonly task: string | undefined;
  readonly devices: readonly string[];
  readonly scale: ScaleKind;
  /** Whether the axes show the range of the front instead of all networks. */
  readonly isNear: boolean;
  readonly intervals: "none" | "picked" | "all";
  /** A beginning of the key of the network that is looked at. */
  readonly picked: string | undefined;
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
    picked: given.get("network") ?? undefined,
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

/** The limits as the API takes them. */
export const constraints = computed(() => {
  const entries = Object.entries(limits.value).map(([metric, value]) => [LIMITED[metric as Limited], value]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
});

export const isLimited = (metric: string): metric is Limited => metric in LIMITED;

export function setLimit(metric: Limited, value: number | undefined, isStep = true): void {
  setParams({ [LIMITED[metric]]: value === undefined ? undefined : String(value) }, isStep);
}

export const clearLimits = (): void =>
  setParams({ minAccuracy: undefined, maxLatency: undefined, maxEnergy: undefined });

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

const short = (value: number): string => String(Number(value.toPrecision(5)));

/** Looks at a network, or at none. */
export const pick = (key: string | undefined): void => setParams({ network: key?.slice(0, 12) });
