import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidInput } from "../base/errors.js";
import { backbonePath, type FrozenBackbone } from "./backbone.js";
import type { PairedDataset } from "./data/dataset.js";
import { FusionLab } from "./fusion-lab.js";
import { modalityNamed } from "./modalities/registry.js";

/** The supernets of seed 1 are what fusion networks build on. */
const SUPERNET_SEED = 1;

/** A file, and what changes when it is written anew. */
export interface FoundSupernet {
  readonly modality: string;
  readonly file: string;
  readonly stamp: string;
}

/** The supernets of a task in `folder`, or, where it has none, those that ship with the product. */
export async function supernetsOf(
  task: string,
  { modalities }: PairedDataset,
  folder: string,
): Promise<readonly FoundSupernet[]> {
  const supernets: FoundSupernet[] = [];
  for (const modality of Object.keys(modalities)) {
    const [own, shipped] = [folder, shippedSupernets()].map((where) =>
      backbonePath(where, task, modality, SUPERNET_SEED),
    );
    const found = (await stamped(own)) ?? (await stamped(shipped));
    if (found === undefined) {
      throw new InvalidInput(
        "supernets",
        `${own} is not there: \`harmonic train supernet --task ${task} --modality ${modality}\` makes it`,
      );
    }
    supernets.push({ modality, ...found });
  }
  return supernets;
}

async function stamped(file: string): Promise<Omit<FoundSupernet, "modality"> | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found && { file, stamp: [found.ino, found.size, found.mtimeMs].join(" ") };
}

/** The lab on these supernets. */
export async function openFusionLab(
  space: string,
  dataset: PairedDataset,
  supernets: readonly Pick<FoundSupernet, "modality" | "file">[],
): Promise<FusionLab> {
  const backbones = await Promise.all(supernets.map(({ modality, file }) => opened(space, modality, file)));
  return new FusionLab(dataset, backbones, Date.now);
}

async function opened(space: string, modality: string, file: string): Promise<FrozenBackbone> {
  const found = await modalityNamed(modality).backbone.open(file, space);
  if (found === undefined) throw new InvalidInput("supernets", `${file} is not there`);
  return found;
}

function shippedSupernets(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return join(folder, "seeds", "supernets");
}
