import { readFile } from "node:fs/promises";
import { InvalidInput } from "../../base/errors.js";
import type { ExportReport, ExportRequest } from "../../cli/training-tools.js";
import { type ExportFormat, networkFiles } from "../../export/folder/files.js";
import { portsOf } from "../../export/onnx/model.js";
import type { PairedDataset } from "../data/dataset.js";
import { readVocabulary } from "../modalities/text/vocabulary.js";
import { packagePath } from "../package-folder.js";
import { weightedNetwork } from "./exported-weights.js";
import { preprocessingOf } from "./preprocessing.js";
import { requireNewFolder, writeFolder } from "./write-folder.js";

/** The programs that go into a folder; they are in `export/` of this package. */
const programsOf = (format: ExportFormat): readonly string[] => [
  "run.py",
  "raw.py",
  "run.mjs",
  "raw.mjs",
  ...(format === "pytorch" ? ["network.py"] : []),
];

/**
 * Writes the folder of an exported network.
 *
 * @param dataset the data set of its task, if this machine has it
 * @param vocabularyFile the file of the word vectors of its texts, which need not exist
 * @param supernets folder of the supernets and the trained networks
 * @throws InvalidInput as `TrainingTools.exportNetwork` does
 */
export async function exportNetwork(
  { subject, format, batch, seed, out }: ExportRequest,
  dataset: PairedDataset | undefined,
  { supernets, vocabularyFile }: { readonly supernets: string; readonly vocabularyFile: string },
): Promise<ExportReport> {
  await requireNewFolder(out);
  const { genes } = subject.architecture;
  const wanted = {
    task: subject.task.id,
    space: subject.composition ?? subject.space,
    genes,
    seed,
    folder: supernets,
  };
  const { origin, scoring, ...network } = await weightedNetwork(wanted);
  const { inputs } = portsOf(network.plan, network.classes);
  const texts = programsOf(format).map(async (name) => [
    name,
    await readFile(packagePath("export", name), "utf8"),
  ]);
  const files = networkFiles(format, {
    ...network,
    subject,
    batch,
    weights: origin,
    predicting: {
      targets: dataset?.splits.train.targets.kind ?? null,
      names: dataset?.targets.names ?? null,
      score: scoring?.score ?? null,
      thresholds: scoring?.thresholds ?? null,
    },
    preprocessing: preprocessingOf(inputs, dataset),
    vocabulary: await exportedVocabulary(vocabularyFile, dataset),
    programs: Object.fromEntries(await Promise.all(texts)),
  });
  await writeFolder(out, files);
  return { folder: out, files: [...files.keys()], weights: origin };
}

/**
 * The words and vectors that the texts of a data set were read with, which new texts need too.
 *
 * @throws InvalidInput (field `wordVectors`) if the file is damaged, or of another data set
 */
async function exportedVocabulary(file: string, dataset: PairedDataset | undefined) {
  const sources = Object.values(dataset?.preparation ?? {}).map(({ vocabulary }) => vocabulary);
  const wanted = sources.find((source) => source !== undefined);
  if (wanted === undefined) return undefined;
  const found = await readVocabulary(file);
  if (found?.source !== wanted)
    throw new InvalidInput(
      "wordVectors",
      `${file} ${found === undefined ? "does not exist" : "is of other word vectors"}, but the data set's texts ` +
        "were read with it: import the data set again with --word-vectors",
    );
  const words = [...found.vectors.keys()];
  const size = found.vectors.get(words[0])?.length ?? 0;
  const values = new Float32Array(words.length * size);
  words.forEach((word, i) => {
    values.set(found.vectors.get(word) as Float32Array, i * size);
  });
  return { words, vectors: { shape: [words.length, size], values } };
}
