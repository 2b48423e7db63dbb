import { stat } from "node:fs/promises";
import { InvalidInput } from "../base/errors.js";
import type { ScoreId } from "../base/metric.js";
import { fusionFormOf, type SpaceNetworks } from "../space/network/backbone.js";
import { backbonePath, type FrozenBackbone } from "./backbone.js";
import type { PairedDataset } from "./data/dataset.js";
import { FusionLab } from "./fusion-lab.js";
import { modalityNamed } from "./modalities/registry.js";
import { packagePath } from "./package-folder.js";

/** Fusion networks use the supernets of this seed. */
const SUPERNET_SEED = 1;

/** The supernet file of a modality. `stamp` changes whenever the file is written. */
export interface FoundSupernet {
  readonly modality: string;
  readonly file: string;
  readonly stamp: string;
}

/**
 * Finds the supernet of each modality of a task in `folder` or, if it is not there, among those in `seeds/supernets`.
 *
 * @throws InvalidInput (field `supernets`) if a modality has none
 */
export async function supernetsOf(
  task: string,
  { modalities }: Pick<PairedDataset, "modalities">,
  folder: string,
): Promise<readonly FoundSupernet[]> {
  const supernets: FoundSupernet[] = [];
  for (const modality of Object.keys(modalities)) {
    const [trained, shipped] = [folder, packagePath("seeds", "supernets")].map((where) =>
      backbonePath(where, task, modality, SUPERNET_SEED),
    );
    const found = (await stamped(trained)) ?? (await stamped(shipped));
    if (found === undefined) {
      throw new InvalidInput("supernets", `${trained} does not exist`, {
        kind: "trainSupernet",
        task,
        modality,
      });
    }
    supernets.push({ modality, ...found });
  }
  return supernets;
}

async function stamped(file: string): Promise<Omit<FoundSupernet, "modality"> | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found && { file, stamp: [found.ino, found.size, found.mtimeMs].join(" ") };
}

/** Opens these supernets for training fusion networks, which are scored as the task declares. */
export async function openFusionLab(
  space: SpaceNetworks,
  dataset: PairedDataset,
  supernets: readonly Pick<FoundSupernet, "modality" | "file">[],
  score?: ScoreId,
): Promise<FusionLab> {
  return new FusionLab(dataset, await openBackbones(space, supernets), Date.now, score, fusionFormOf(space));
}

/** Opens these supernets as frozen backbones, in their order. */
export const openBackbones = (
  space: SpaceNetworks,
  supernets: readonly Pick<FoundSupernet, "modality" | "file">[],
): Promise<FrozenBackbone[]> =>
  Promise.all(supernets.map(({ modality, file }) => opened(space, modality, file)));

async function opened(space: SpaceNetworks, modality: string, file: string): Promise<FrozenBackbone> {
  const found = await modalityNamed(modality).backbone.open(file, space);
  if (found === undefined) throw new InvalidInput("supernets", `${file} does not exist`);
  return found;
}
