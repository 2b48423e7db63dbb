import { genotypeText, ofaText } from "../genotype.js";
import { type NpzArray, npyOf } from "../npz.js";
import { onnxModel, portsOf } from "../onnx/model.js";
import type { Parameters } from "../parameters.js";
import type { NetworkPlan } from "../plan.js";
import { safetensorsOf } from "../safetensors.js";
import type { Files } from "../zip.js";
import {
  manifestText,
  type Predicting,
  type Preprocessing,
  type Subject,
  type WeightsOrigin,
} from "./manifest.js";

/** The formats that networks are exported in. */
export const EXPORT_FORMATS = ["onnx", "ofa", "pytorch"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The file of the weights in the format pytorch. */
const WEIGHTS = "weights.safetensors";

/** A network to export and all that is said about it. */
export interface FolderParts {
  readonly subject: Subject;
  readonly plan: NetworkPlan;
  readonly parameters: Parameters;
  readonly weights: WeightsOrigin;
  readonly classes: number;
  readonly addsBackboneLogits: boolean;
  readonly predicting: Predicting;
  /** The number of examples of every call; undefined if it may change from call to call. */
  readonly batch: number | undefined;
  readonly preprocessing: Readonly<Record<string, Preprocessing>>;
  /** The words of texts and their vectors (words, values), where networks read such vectors. */
  readonly vocabulary?: { readonly words: readonly string[]; readonly vectors: NpzArray } | undefined;
  /** The texts of the programs that go into the folder, by file name. */
  readonly programs: Readonly<Record<string, string>>;
}

/** The texts that a format adds to the folder. Every format has the ONNX model too, which the programs run. */
const TEXTS: Readonly<Record<ExportFormat, (parts: FolderParts) => Readonly<Record<string, string>>>> = {
  onnx: () => ({}),
  ofa: ({ subject: { space, architecture } }) => ({ "ofa.json": ofaText(space, architecture.genes) }),
  pytorch: ({ subject, plan, classes }) => ({
    "genotype.json": genotypeText(subject, subject.architecture.genes, plan, classes),
  }),
};

/**
 * Returns the files of the folder of an exported network, by name. Equal parts give equal bytes.
 *
 * @throws InvalidInput (field `format`) where the format has no form for networks of this kind
 */
export function networkFiles(format: ExportFormat, parts: FolderParts): Files {
  const { subject, plan, parameters, classes, batch, addsBackboneLogits, weights, programs, vocabulary } =
    parts;
  const ports = portsOf(plan, classes);
  const metadata = { task: subject.task.id, architecture: subject.architecture.id, weights: weights.kind };
  const model = onnxModel(plan, parameters, { classes, batch, addsBackboneLogits, metadata });
  const texts = {
    ...TEXTS[format](parts),
    "manifest.json": manifestText({ ...parts, format, ports }),
    ...programs,
    ...(vocabulary === undefined ? {} : { "vocabulary.txt": `${vocabulary.words.join("\n")}\n` }),
  };
  return new Map([
    ["model.onnx", model],
    ...(format === "pytorch" ? [[WEIGHTS, safetensorsOf(parameters, metadata)] as const] : []),
    ...(vocabulary === undefined ? [] : [["vocabulary.npy", npyOf(vocabulary.vectors)] as const]),
    ...Object.entries(texts).map(([name, text]): [string, Uint8Array] => [name, Buffer.from(text)]),
  ]);
}
