import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidInput } from "../base/errors.js";
import type { PairedDataset } from "./data/dataset.js";
import { FusionLab } from "./fusion-lab.js";
import { readSupernet } from "./supernet-file.js";
import { supernetPath } from "./train-supernet.js";

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
      supernetPath(where, task, modality, SUPERNET_SEED),
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
  supernets: readonly FoundSupernet[],
): Promise<FusionLab> {
  const files = await Promise.all(
    supernets.map(async ({ modality, file }) => {
      const found = await readSupernet(file);
      if (found === undefined) throw new InvalidInput("supernets", `${file} is not there any more`);
      return [modality, found] as const;
    }),
  );
  return new FusionLab(dataset, space, Object.fromEntries(files), Date.now);
}

function shippedSupernets(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return join(folder, "seeds", "supernets");
}
