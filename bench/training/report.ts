import Table from "cli-table3";
import { type Measurement, median, WORK } from "./figures.js";
import { RECOMPUTED } from "./fusion.js";
import { BACKBONES, FUSIONS } from "./workload.js";

type Measurements = Readonly<Record<string, Measurement>>;

/** The ratio of two medians; `what` names both. */
interface Comparison {
  readonly what: string;
  readonly ratio: number;
}

const MODALITIES = BACKBONES.map(({ name }) => name);
const FUSION_NAMES = FUSIONS.map(({ name }) => name);

/** Compares the backends, cached with recomputed features, and, where it was measured, PyTorch. */
export function comparisons(measurements: Measurements): readonly Comparison[] {
  const at = (side: string, work: string): number => median(measurements[side].figures[work]);
  const steps = [...MODALITIES.map(WORK.largestStep), ...FUSION_NAMES.map(WORK.fusionStep)];
  const fromWasm = steps.map((work) => ({
    what: `wasm / native: ${work}`,
    ratio: at("wasm", work) / at("native", work),
  }));
  const fromCache = FUSION_NAMES.flatMap((fusion) =>
    Object.keys(RECOMPUTED).map((how) => ({
      what: `recomputed / cached: fusion training epoch, ${fusion}, ${how}`,
      ratio: at("native", WORK.recomputed(fusion, how)) / at("native", WORK.trainingEpoch(fusion)),
    })),
  );
  if (measurements.pytorch === undefined) return [...fromWasm, ...fromCache];
  checkSameNetworks(measurements.native, measurements.pytorch);
  const fromPeer = [...MODALITIES.map(WORK.sandwichStep), ...steps].map((work) => ({
    what: `native / PyTorch: ${work}`,
    ratio: at("native", work) / at("pytorch", work),
  }));
  return [...fromWasm, ...fromCache, ...fromPeer];
}

/** Throws if the two sides train networks of different size. */
function checkSameNetworks(own: Measurement, peer: Measurement): void {
  for (const [network, count] of Object.entries(own.parameters)) {
    if (peer.parameters[network] !== count) {
      throw new Error(`${network} has ${count} parameters here, ${peer.parameters[network]} in PyTorch`);
    }
  }
}

/** Renders medians and comparisons for people. */
export function tableOf(measurements: Measurements): string {
  const sides = Object.keys(measurements);
  const table = new Table({
    head: ["work", ...sides.map((side) => `${side} [ms]`)],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", ...sides.map(() => "right" as const)],
  });
  for (const work of Object.keys(measurements.native.figures)) {
    table.push([work, ...sides.map((side) => milliseconds(measurements[side].figures[work]))]);
  }
  for (const { what, ratio } of comparisons(measurements)) {
    const span = { colSpan: sides.length, hAlign: "right" as const };
    table.push([what, { ...span, content: ratio.toFixed(2) }]);
  }
  const described = sides.map((side) => `${side}: ${measurements[side].description}`);
  return [...described, table.toString()].join("\n");
}

function milliseconds(seconds: readonly number[] | undefined): string {
  if (seconds === undefined) return "";
  const value = 1_000 * median(seconds);
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}
