import type { Composition } from "../../space/network/backbone.js";
import { USUAL_FORM } from "../../space/network/fusion-form.js";
import type { Architecture } from "../../space/types.js";
import { readArrayFile, readHeader, writeArrayFile } from "../array-file.js";
import type { FrozenFusion } from "../fusion/frozen.js";
import type { FusionShape } from "../fusion/network.js";
import type { FusionSettings } from "../fusion/settings.js";
import type { NormValues, StoredNorms } from "../nn/norm-source.js";
import type { Score, StoredScoring } from "../targets/score.js";
import type { Targets } from "../targets/targets.js";
import type { FrozenNetwork, UsedBackbone } from "./frozen-network.js";

/** A trained network together with everything needed to evaluate it again. */
export interface StoredNetwork extends FrozenNetwork {
  readonly task: string;
  readonly space: string;
  /** What the networks of the space consist of, where it is a user's own. */
  readonly composition?: Composition;
  /** Genes of the backbones and of the fusion network, none left open. */
  readonly genes: Architecture;
  readonly settings: FusionSettings;
  readonly seed: number;
  /** The tensor backend and its threads, in words. */
  readonly backend: string;
  /** Checksum of the data set. */
  readonly dataset: string;
  readonly targets: Targets["kind"];
  /** What its score is, and the thresholds of its labels; absent in files of earlier versions. */
  readonly score?: StoredScoring["score"];
  readonly thresholds?: StoredScoring["thresholds"];
  /** The score on the validation split when the network was stored. */
  readonly validation: Score;
}

const MAGIC = "harmonic network 1";

interface Header extends Omit<StoredNetwork, "fusion" | "backbones"> {
  readonly fusion: Pick<FrozenFusion, "genotype" | "lateWeight"> & {
    /** Files of earlier versions do not name the positions. */
    readonly shape: Omit<FusionShape, "positions"> & Partial<Pick<FusionShape, "positions">>;
    readonly norms: NormsHeader;
  };
  readonly backbones: readonly (Omit<UsedBackbone, "norms"> & { readonly norms: NormsHeader })[];
}

/** The names of the norms of each chunk; their values are arrays of the file. */
interface NormsHeader {
  readonly examples: number;
  readonly parts: readonly (readonly string[])[];
}

/** Writes a network to a file atomically. Equal networks give equal bytes. */
export function writeNetwork(file: string, { fusion, backbones, ...terms }: StoredNetwork): Promise<void> {
  const { genotype, shape, lateWeight, values, moments, norms } = fusion;
  const header: Header = {
    ...terms,
    fusion: { genotype, shape, lateWeight, norms: headerOf(norms) },
    backbones: backbones.map(({ norms: usedNorms, ...rest }) => ({ ...rest, norms: headerOf(usedNorms) })),
  };
  const arrays = {
    values,
    "taps.mean": moments.mean,
    "taps.covariance": moments.covariance,
    ...arraysOf("fusion", norms),
    ...Object.assign({}, ...backbones.map((backbone) => arraysOf(backbone.modality, backbone.norms))),
  };
  return writeArrayFile(file, MAGIC, { header, arrays });
}

/**
 * Reads a file that `writeNetwork` wrote. Returns undefined if it does not exist.
 *
 * @throws InvalidInput if it is another kind of file, truncated or altered
 */
export async function readNetwork(file: string): Promise<StoredNetwork | undefined> {
  const found = await readArrayFile<Header>(file, MAGIC, "network");
  if (found === undefined) return undefined;
  const { arrays } = found;
  const { fusion, backbones, ...terms } = found.header;
  const moments = { mean: arrays["taps.mean"], covariance: arrays["taps.covariance"] };
  return {
    ...terms,
    fusion: {
      ...fusion,
      shape: { ...fusion.shape, positions: fusion.shape.positions ?? USUAL_FORM.positions },
      ...{ values: arrays.values, moments, norms: normsOf("fusion", fusion.norms, arrays) },
    },
    backbones: backbones.map((used) => ({ ...used, norms: normsOf(used.modality, used.norms, arrays) })),
  };
}

/** What a network was trained for, from the beginning of its file; undefined if that is missing or damaged. */
export const networkTerms = (file: string): Promise<Pick<StoredNetwork, "task" | "genes"> | undefined> =>
  readHeader<Header>(file, MAGIC);

/** The name of the array of one norm; `owner` is `fusion` or a modality. */
const nameOf = (owner: string, part: number, norm: string): string => `norm ${owner} ${part} ${norm}`;

const headerOf = ({ examples, parts }: StoredNorms): NormsHeader => ({
  examples,
  parts: parts.map((part) => Object.keys(part)),
});

const arraysOf = (owner: string, { parts }: StoredNorms): NormValues =>
  Object.fromEntries(
    parts.flatMap((part, i) =>
      Object.entries(part).map(([name, values]) => [nameOf(owner, i, name), values] as const),
    ),
  );

const normsOf = (owner: string, { examples, parts }: NormsHeader, arrays: NormValues): StoredNorms => ({
  examples,
  parts: parts.map((names, i) =>
    Object.fromEntries(names.map((name) => [name, arrays[nameOf(owner, i, name)]])),
  ),
});
