import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInput } from "../base/errors.js";
import type { Remedy } from "../base/remedy.js";
import type {
  CheckedDataset,
  DatasetReport,
  DatasetTools,
  OnStage,
  SplitReport,
  TriedDataset,
} from "../cli/dataset-tools.js";
import { writeWhole } from "./array-file.js";
import { AV_MNIST_VARIANTS, buildAvMnist } from "./data/av-mnist.js";
import { checkDataset } from "./data/check/check-dataset.js";
import { sheetRows } from "./data/check/contact-sheet.js";
import { openRows } from "./data/check/rows.js";
import { clipArtListing } from "./data/clip-art/clip-art-listing.js";
import { withClipArt } from "./data/clip-art/clip-art-source.js";
import { type PairedDataset, writeDataset } from "./data/dataset.js";
import { splitFile } from "./data/export-split.js";
import { buildDataset } from "./data/import/build-dataset.js";
import { layoutListing } from "./data/import/layouts/layout-listing.js";
import { listedVocabulary } from "./data/import/listed-vocabulary.js";
import { openListing } from "./data/import/open-listing.js";
import { openDataset } from "./data/open-dataset.js";
import { shapesOf } from "./modalities/shapes.js";
import { writeVocabulary } from "./modalities/text/vocabulary.js";

/** The shares of splits that a user's examples do not have, unless told. */
export const SPLITS_MADE = { validation: 0.15, test: 0.15, seed: 1 };

/** The data set of drawings with texts, and its task. */
const CLIP_ART = "clip-art";
/** Values of a text. */
const WORD_VALUES = 300;

export const datasetPath = (folder: string, id: string): string => join(folder, `${id}.dataset`);

/** The file of the word vectors of a data set's texts. */
export const vocabularyPath = (folder: string, id: string): string => join(folder, `${id}.vocabulary`);

/** Opens the data set of a task. */
export function datasetOf(task: string, { datasets }: { readonly datasets: string }): Promise<PairedDataset> {
  return openDataset(datasetPath(datasets, task), missing(task));
}

/** What creates the data set of a task. */
const missing = (task: string): Remedy => ({
  kind: "buildDataset",
  task,
  isShipped: AV_MNIST_VARIANTS.some((name) => name === task),
});

/** The tools for data sets, running in this process. */
export class LocalDatasetTools implements DatasetTools {
  async buildAvMnist(
    { variant, mnist, fsdd, out, replace }: Parameters<DatasetTools["buildAvMnist"]>[0],
    onStage: OnStage,
  ): Promise<DatasetReport> {
    const known = AV_MNIST_VARIANTS.find((name) => name === variant);
    if (known === undefined)
      throw new InvalidInput(
        "dataset",
        `dataset must be one of ${AV_MNIST_VARIANTS.join(", ")}, not "${variant}"`,
      );
    const dataset = await buildAvMnist(known, { mnist, fsdd }, (done, total) =>
      onStage("reading", done, total),
    );
    const file = datasetPath(out, dataset.id);
    await checkReplaced(file, replace)(dataset.checksum);
    await writeDataset(file, dataset);
    return reportOf(file, dataset, { notes: [], skipped: [] });
  }

  async buildFromManifest(
    request: Parameters<DatasetTools["buildFromManifest"]>[0],
    onStage: OnStage,
  ): Promise<DatasetReport> {
    const { manifest, layout, id, space, out, replace, wordVectors } = request;
    const { columns = {}, wishes = {}, skipsBroken = false } = request;
    const shapes = shapesOf(request.composition ?? space);
    const modalities = Object.keys(shapes);
    const listing =
      layout === undefined
        ? await openListing(manifest, modalities, columns)
        : await layoutListing(layout, manifest, modalities);
    const file = datasetPath(out, id);
    const splits = request.splits ?? SPLITS_MADE;
    const vocabulary =
      wordVectors === undefined ? undefined : await listedVocabulary(listing, shapes, wordVectors);
    const isWelcome = checkReplaced(file, replace);
    const built = await buildDataset(
      listing,
      { id, file, shapes, wishes, splits, skipsBroken, isWelcome, vocabulary },
      (done, total) => onStage("reading", done, total),
    );
    const report = reportOf(file, await openDataset(file), built);
    if (vocabulary === undefined) return report;
    const { vectors, unknown } = vocabulary;
    const words = { file: vocabularyPath(out, id), words: vectors.size, unknown };
    await writeVocabulary(words.file, vocabulary);
    return { ...report, vocabulary: words };
  }

  async tryManifest(
    request: Parameters<DatasetTools["tryManifest"]>[0],
    onStage: OnStage,
  ): Promise<TriedDataset> {
    const out = await mkdtemp(join(tmpdir(), "harmonic-try-"));
    try {
      const report = await this.buildFromManifest({ ...request, out, skipsBroken: true }, onStage);
      const { check, sheet } = await this.checkDataset({ ...request, task: request.id }, { datasets: out });
      const file = request.manifest;
      return { report: { ...report, file }, check: { ...check, file }, sheet };
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  }

  async checkDataset(
    { task, sheet }: Parameters<DatasetTools["checkDataset"]>[0],
    places: { readonly datasets: string },
  ): Promise<CheckedDataset> {
    const file = datasetPath(places.datasets, task);
    const examples = await openRows(file, missing(task));
    return { check: checkDataset(file, examples), sheet: sheet ? await sheetRows(examples) : [] };
  }

  async buildClipArt(
    { source, side, out, replace }: Parameters<DatasetTools["buildClipArt"]>[0],
    onStage: OnStage,
  ): Promise<DatasetReport> {
    const file = datasetPath(out, CLIP_ART);
    const shapes = { image: [3, side, side], text: [WORD_VALUES] };
    const onRead = (done: number, total: number): void => onStage("reading", done, total);
    const request = { id: CLIP_ART, file, shapes, wishes: {}, splits: SPLITS_MADE, skipsBroken: true };
    const built = await withClipArt(source, async (folder) => {
      const listing = await clipArtListing(folder, onRead);
      return buildDataset(listing, { ...request, isWelcome: checkReplaced(file, replace) }, onRead);
    });
    return reportOf(file, await openDataset(file), built);
  }

  async exportSplit(
    { task, split, out }: Parameters<DatasetTools["exportSplit"]>[0],
    places: { readonly datasets: string },
  ): Promise<SplitReport> {
    const { bytes, count } = splitFile(await datasetOf(task, places), split);
    await writeWhole(out, bytes, "out");
    return { file: out, examples: count };
  }
}

/**
 * Returns a function that refuses a checksum that differs from that of the data set in `file`, unless it may be
 * replaced: what was measured on the old data set would be attributed to the new one.
 *
 * @throws InvalidInput (field `dataset`) if there is a different one, without `replace`
 */
function checkReplaced(file: string, replace: boolean): (checksum: string) => Promise<void> {
  return async (checksum) => {
    const earlier = replace || !existsSync(file) ? undefined : await openDataset(file);
    if (earlier === undefined || earlier.checksum === checksum) return;
    throw new InvalidInput(
      "dataset",
      `${file} is a different data set: what was measured on it would count for this one too. ` +
        "Name another task, or overwrite it with --replace",
    );
  };
}

function reportOf(
  file: string,
  { id, checksum, classes, targets, modalities, splits }: PairedDataset,
  { notes, skipped }: Pick<DatasetReport, "notes" | "skipped">,
): DatasetReport {
  return {
    id,
    file,
    checksum,
    targets: splits.train.targets.kind,
    classes,
    names: targets.names,
    modalities,
    train: splits.train.count,
    validation: splits.validation.count,
    test: splits.test.count,
    notes,
    skipped,
  };
}
