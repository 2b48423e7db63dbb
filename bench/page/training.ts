import { type Measurement, median, WORK } from "../training/figures.js";
import { percent, resultOf, tableOf } from "./markdown.js";

interface TrainingResult {
  readonly measurements: Readonly<Record<(typeof SIDES)[number], Measurement>>;
}

interface SupernetResult {
  readonly reached: readonly { readonly modality: string; readonly test: Readonly<Record<string, number>> }[];
}

const SIDES = ["native", "wasm", "pytorch"] as const;
const MODALITIES = ["image", "audio"];
const FUSIONS = ["1 cell, 1 node (Sum)", "1 cell, 1 node (LinearGLU)", "3 cells, 4 nodes"];
const RECOMPUTED = [
  "largest backbones",
  "smallest backbones",
  "largest backbones, kept statistics",
  "smallest backbones, kept statistics",
];
const BACKBONE_WORK = [WORK.supernetEpoch, WORK.sandwichStep, WORK.largestStep, WORK.scores];
const FUSION_WORK = [WORK.searchEpoch, WORK.trainingEpoch, WORK.fusionStep];

/** Medians in seconds of what training consists of, per backend and in PyTorch. */
export function trainingBlock(): string {
  const { measurements } = resultOf<TrainingResult>("training");
  const works = [
    ...BACKBONE_WORK.flatMap((work) => MODALITIES.map(work)),
    ...FUSION_WORK.flatMap((work) => FUSIONS.map(work)),
  ];
  const rows = works.map((work) => [
    work,
    ...SIDES.map((side) => secondsOf(measurements[side].figures[work])),
  ]);
  return tableOf(["work, seconds", "native TensorFlow", "WebAssembly", "PyTorch"], rows);
}

/** How many times as long a fusion epoch takes that computes the backbones anew for every batch. */
export function cachedFeaturesBlock(): string {
  const { figures } = resultOf<TrainingResult>("training").measurements.native;
  const rows = RECOMPUTED.map((how) => [
    how,
    ...FUSIONS.map((fusion) => {
      const cached = median(figures[WORK.trainingEpoch(fusion)]);
      return (median(figures[WORK.recomputed(fusion, how)]) / cached).toFixed(1);
    }),
  ]);
  return tableOf(["recomputed", ...FUSIONS], rows);
}

/** Test accuracies of the largest and smallest sub-networks of the supernets of clean AV-MNIST. */
export function supernetsBlock(): string {
  const { reached } = resultOf<SupernetResult>("supernets-av-mnist");
  const rows = MODALITIES.flatMap((modality) =>
    ["largest", "smallest"].map((size) => {
      const accuracies = reached.filter((run) => run.modality === modality).map((run) => run.test[size]);
      const mean = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
      return [`${modality}, ${size}`, `**${percent(mean)}**`, accuracies.map(percent).join(", ")];
    }),
  );
  return tableOf(["sub-network", "mean", "seeds 1 to 3"], rows);
}

function secondsOf(seconds: readonly number[] | undefined): string {
  return seconds === undefined ? "" : String(Number(median(seconds).toPrecision(3)));
}
