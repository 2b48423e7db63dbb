import type { DatasetCheck, DuplicateGroup, ModalityCheck } from "../../../cli/dataset-tools.js";
import { modalityNamed } from "../../modalities/registry.js";
import { labelsOf } from "../../targets/targets.js";
import { SPLITS, type SplitName } from "../dataset.js";
import { duplicatesOf } from "./duplicates.js";
import { type ExampleRows, forEachRow } from "./rows.js";

/** Fewer training examples of a class than this are hardly learnt. */
const FEW = 5;

/** Looks at everything in a data set, row by row. */
export function checkDataset(file: string, examples: ExampleRows): DatasetCheck {
  const { id, checksum, modalities, splits, preparation } = examples.dataset;
  const { within, across } = duplicatesOf(examples);
  const counted = Object.fromEntries(SPLITS.map((split) => [split, countsOf(examples, split)]));
  const checks = Object.fromEntries(
    Object.entries(modalities).map(([name, shape]): [string, ModalityCheck] => [
      name,
      {
        shape,
        ...valuesOf(examples, name),
        standardised: !examples.areRaw,
        equalWithinSplits: within[name],
        preparation: modalityNamed(name).preparation(shape, preparation?.[name]),
      },
    ]),
  );
  return {
    id,
    file,
    checksum,
    targets: splits.train.targets.kind,
    splits: counted,
    modalities: checks,
    duplicates: across,
    warnings: [...warningsOfLabels(counted), ...warningsOfValues(checks), ...warningsOfDuplicates(across)],
  };
}

function countsOf({ dataset }: ExampleRows, split: SplitName): DatasetCheck["splits"][string] {
  const { targets, count } = dataset.splits[split];
  const { names } = dataset.targets;
  const labels = Object.fromEntries(names.map((name) => [name, 0]));
  let unlabelled = 0;
  for (let i = 0; i < count; i++) {
    const own = labelsOf(targets, i);
    if (own.length === 0) unlabelled++;
    for (const label of own) labels[names[label]]++;
  }
  return { examples: count, labels, unlabelled };
}

function valuesOf(examples: ExampleRows, modality: string) {
  const blank: string[] = [];
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const split of SPLITS)
    forEachRow(examples, split, modality, (values, row) => {
      let [low, high] = [values[0], values[0]];
      for (const value of values) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (low === high) blank.push(`${split} ${examples.dataset.splits[split].keys[row]}`);
      least = Math.min(least, low);
      largest = Math.max(largest, high);
    });
  return { least, largest, blank };
}

function warningsOfLabels(splits: DatasetCheck["splits"]): string[] {
  const { train, validation, test } = splits;
  return Object.keys(train.labels).flatMap((label) => {
    const absent = Object.entries({ validation, test }).filter(([, { labels }]) => labels[label] === 0);
    return [
      ...(train.labels[label] < FEW
        ? [`"${label}" has ${train.labels[label]} training examples: too few to learn it`]
        : []),
      ...absent.map(([split]) => `"${label}" has no example in the ${split} split`),
    ];
  });
}

const warningsOfValues = (modalities: DatasetCheck["modalities"]): string[] =>
  Object.entries(modalities).flatMap(([name, { blank }]) =>
    blank.length === 0
      ? []
      : [
          `${blank.length} examples have nothing in ${name}: all their values are the same (${blank[0]}, ...)`,
        ],
  );

function warningsOfDuplicates(groups: readonly DuplicateGroup[]): string[] {
  const told = [...new Set(groups.map(({ modality, kind }) => `${modality} ${kind}`))];
  return told.map((each) => {
    const [modality, kind] = each.split(" ");
    const of = groups.filter((group) => group.modality === modality && group.kind === kind);
    const what = kind === "equal" ? "with the same values" : "that look nearly the same";
    const first = of[0].members.map(({ split, key }) => `${split} ${key}`);
    return (
      `${of.length} groups of examples ${what} in ${modality} are in more than one split, so scores flatter: ` +
      first.slice(0, 3).join(", ") +
      (first.length > 3 ? ", ..." : "")
    );
  });
}
