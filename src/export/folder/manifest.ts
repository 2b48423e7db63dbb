import type { CostMetric, ScoreId, Source } from "../../base/metric.js";
import type { Composition } from "../../space/network/backbone.js";
import type { Architecture } from "../../space/types.js";
import type { Ports } from "../onnx/model.js";
import { licenceOf } from "./licence.js";

/** A value that the archive knows of a network, and where it comes from. */
export interface KnownValue {
  readonly value: number;
  /** Bounds of the 90 % interval. */
  readonly lower?: number;
  readonly upper?: number;
  /** A measurement, the sum over an operator profile, or a prediction. */
  readonly source: Source;
  /** Number of measurements that the value is the mean of. */
  readonly repeats?: number;
}

/** An accuracy, or what the task declares as its score, with the split that it was obtained on. */
export interface KnownAccuracy extends KnownValue {
  readonly split: string;
}

/** Latency in ms or energy in mJ of one inference on a device. */
export interface KnownCost extends KnownValue {
  readonly device: string;
  readonly metric: CostMetric;
  readonly unit: string;
}

/** What the archive knows of a network that is exported. */
export interface Subject {
  readonly task: { readonly id: string; readonly name: string; readonly description: string };
  readonly space: string;
  /** What the networks of the space consist of, where it is a user's own. */
  readonly composition?: Composition;
  readonly architecture: { readonly id: string; readonly genes: Architecture };
  readonly accuracy: readonly KnownAccuracy[];
  readonly costs: readonly KnownCost[];
}

/** Where the weights of an exported network come from. */
export type WeightsOrigin =
  | {
      readonly kind: "trained";
      /** Name of the file of the trained network. */
      readonly file: string;
      readonly seed: number;
      /** The score on the validation split when the network was stored. */
      readonly validation: { readonly accuracy: number; readonly crossEntropy: number };
    }
  | { readonly kind: "seeded"; readonly seed: number; readonly note: string };

/** The constants of the steps from a raw example to values, which the programs of the folder follow. */
export type RawConstants =
  | { readonly kind: "image"; readonly fit: string }
  | {
      readonly kind: "spectrum";
      readonly features: string;
      /** Sample rate that sounds are brought to [Hz]. */
      readonly rate: number;
      /** Of the resampled wave, every so many samples one is used. */
      readonly every: number;
      /** In samples that are used. */
      readonly window: number;
      readonly hop: number;
      readonly fft: number;
      readonly filters: number;
    }
  /** Vectors of words: hashed, or those of the files `vocabulary.txt` and `vocabulary.npy`. */
  | { readonly kind: "text"; readonly vectors: "hashed" | "vocabulary" };

/** How the values of one input were made from raw data. */
export interface Preprocessing {
  /** In words, with every constant. */
  readonly steps: string;
  /** What `run.py` and `run.mjs` do with a raw example; null where that is not known here. */
  readonly raw: RawConstants | null;
  /**
   * The last step, (value - mean) / sd, with one mean and one sd for all values, or one per position along `axis` of
   * the input, counted from 0 with the batch as 0; null where they are not known here.
   */
  readonly standardisation: {
    readonly axis: number | null;
    readonly mean: readonly number[];
    readonly sd: readonly number[];
  } | null;
}

/** How the logits of a network become a prediction, and what its score is. */
export interface Predicting {
  /** Whether an example has one class, or a set of labels; null where no data set says. */
  readonly targets: "class" | "labels" | null;
  /** The names of the classes or labels; null where no data set says. */
  readonly names: readonly string[] | null;
  /** What the accuracy of the task is; null where no trained network says. */
  readonly score: ScoreId | null;
  /**
   * For sets of labels: an example has a label where its logit is at least this. Chosen on the validation split; null
   * where no trained network says, and then 0.
   */
  readonly thresholds: readonly number[] | null;
}

/** What a manifest is made of. */
export interface ManifestParts {
  readonly subject: Subject;
  readonly format: string;
  readonly weights: WeightsOrigin;
  readonly classes: number;
  readonly predicting: Predicting;
  readonly batch: number | undefined;
  readonly ports: Ports;
  readonly preprocessing: Readonly<Record<string, Preprocessing>>;
}

const meaningOf = ({ targets }: Predicting): string =>
  targets === "labels"
    ? "logits, one per label; a label is predicted where its logit is at least its threshold in `classes`"
    : "logits, one per class; the largest is the predicted class";

/** Returns the text of `manifest.json`. */
export function manifestText(parts: ManifestParts): string {
  const { subject, format, weights, classes, predicting, batch, ports, preprocessing } = parts;
  const shaped = ({ name, shape }: Ports["output"]) => ({
    name,
    type: "float32",
    shape: [batch ?? "batch", ...shape],
  });
  const manifest = {
    format,
    task: subject.task,
    space: subject.space,
    architecture: subject.architecture,
    weights,
    classes: { count: classes, ...predicting },
    preprocessing,
    batch: batch ?? null,
    inputs: ports.inputs.map(shaped),
    output: { ...shaped(ports.output), meaning: meaningOf(predicting) },
    accuracy: subject.accuracy,
    costs: subject.costs,
    dataLicence: licenceOf(subject.task.id),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
