import type { SpaceId } from "../base/ids.js";

/** One allowed value of a gene. */
export type Choice = string | number;

/** Holds when `gene` is active and its choice satisfies the test; `atLeast` and `atMost` compare numbers. */
export type Condition =
  | { readonly gene: string; readonly equals: Choice }
  | { readonly gene: string; readonly in: readonly Choice[] }
  | { readonly gene: string; readonly atLeast: number }
  | { readonly gene: string; readonly atMost: number };

export interface Gene {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly ordered: boolean;
  /** All must hold for the gene to exist; none: always active. Conditions form no circle; in a space file they name earlier genes. */
  readonly activeWhen: readonly Condition[];
  /** 2: decided by the fusion search, may be missing (a partial architecture). */
  readonly tier: 1 | 2;
}

/** Operators on the edges of a directed acyclic graph; edges map a gene to its [from, to] vertices. */
export interface CellStructure {
  readonly kind: "cell";
  readonly edges: Readonly<Record<string, readonly [number, number]>>;
  /** The choice that removes the edge. */
  readonly none: string;
  /** The choice that passes its input on. */
  readonly identity: string;
}

/** Stages of blocks; a stage's `depth` gene says how many of its `blocks` (each a list of genes) exist. */
export interface StagesStructure {
  readonly kind: "stages";
  readonly stages: readonly { readonly depth: string; readonly blocks: readonly (readonly string[])[] }[];
}

export type Structure = CellStructure | StagesStructure;

/** A search space as data: what is stored, sent and declared in a file. */
export interface SearchSpace {
  readonly id: SpaceId;
  readonly genes: readonly Gene[];
  readonly structure?: Structure;
  /** Pairs of genes with the same choices of which the first, where both are active, comes earlier in that list. */
  readonly increasing: readonly (readonly [string, string])[];
}

/** Canonical form: active genes only, in gene order, choices as declared. */
export type Architecture = Readonly<Record<string, Choice>>;

/** One byte per gene of the space, in gene order: the choice's index, `INACTIVE` or `OPEN`. Treated as immutable. */
export type Genotype = Uint8Array;

/** The gene does not exist in this architecture. */
export const INACTIVE = 255;
/** The gene exists but is not decided yet (only tier-2 genes of a partial architecture). */
export const OPEN = 254;
