import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidInput } from "../base/errors.js";
import type { PairedDataset } from "./data/dataset.js";
import { FusionLab } from "./fusion-lab.js";
import { readSupernet } from "./supernet-file.js";
import { supernetPath } from "./train-supernet.js";

/** The supernets of seed 1 are what fusion networks build on. */
const SUPERNET_SEED = 1;

/** The lab of a task on the supernets of `folder`, or, where it has none, on those that ship with the product. */
export async function openFusionLab(
  task: string,
  space: string,
  dataset: PairedDataset,
  folder: string,
): Promise<FusionLab> {
  const files = await Promise.all(
    Object.keys(dataset.modalities).map(async (modality) => {
      const own = supernetPath(folder, task, modality, SUPERNET_SEED);
      const found =
        (await readSupernet(own)) ??
        (await readSupernet(supernetPath(shippedSupernets(), task, modality, SUPERNET_SEED)));
      if (found === undefined) {
        throw new InvalidInput(
          "supernets",
          `${own} is not there: \`harmonic train supernet --task ${task} --modality ${modality}\` makes it`,
        );
      }
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
