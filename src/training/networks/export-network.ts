import { readFile } from "node:fs/promises";
import type { ExportReport, ExportRequest } from "../../cli/training-tools.js";
import { type ExportFormat, networkFiles } from "../../export/folder/files.js";
import { portsOf } from "../../export/onnx/model.js";
import type { PairedDataset } from "../data/dataset.js";
import { packagePath } from "../package-folder.js";
import { weightedNetwork } from "./exported-weights.js";
import { preprocessingOf } from "./preprocessing.js";
import { requireNewFolder, writeFolder } from "./write-folder.js";

/** The programs that go into a folder; they are in `export/` of this package. */
const programsOf = (format: ExportFormat): readonly string[] => [
  "run.py",
  "run.mjs",
  ...(format === "pytorch" ? ["network.py"] : []),
];

/**
 * Writes the folder of an exported network.
 *
 * @param dataset the data set of its task, if this machine has it
 * @param supernets folder of the supernets and the trained networks
 * @throws InvalidInput as `TrainingTools.exportNetwork` does
 */
export async function exportNetwork(
  { subject, format, batch, seed, out }: ExportRequest,
  dataset: PairedDataset | undefined,
  supernets: string,
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
    programs: Object.fromEntries(await Promise.all(texts)),
  });
  await writeFolder(out, files);
  return { folder: out, files: [...files.keys()], weights: origin };
}
