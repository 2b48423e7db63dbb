import type { SpaceId } from "../base/ids.js";
import type { NetworkDeclaration } from "./network/declaration.js";

/** One allowed value of a gene. */
export type Choice = string | number;

/**
 * A condition on another gene. It holds when `gene` exists and its choice passes the test; `atLeast` and `atMost`
 * compare numbers.
 */
export type Condition =
  | { readonly gene: string; readonly equals: Choice }
  | { readonly gene: string; readonly in: readonly Choice[] }
  | { readonly gene: string; readonly atLeast: number }
  | { readonly gene: string; readonly atMost: number };

/** One decision of a search space. */
export interface Gene {
  readonly name: string;
  readonly choices: readonly Choice[];
  /** Whether the choices have a natural order, such as sizes. */
  readonly ordered: boolean;
  /**
   * The conditions that must all hold for the gene to exist; a gene without conditions always exists. Conditions must
   * not form a cycle. They may name genes that are declared later.
   */
  readonly activeWhen: readonly Condition[];
  /**
   * 1 for genes that tier 1 decides. Genes of tier 2 are decided by the fusion search and may be missing, which makes
   * the architecture partial.
   */
  readonly tier: 1 | 2;
}

/**
 * The structure of a cell: operators on the edges of a directed acyclic graph. `edges` maps a gene to its [from, to]
 * vertices.
 */
export interface CellStructure {
  readonly kind: "cell";
  readonly edges: Readonly<Record<string, readonly [number, number]>>;
  /** The choice that stands for no edge. */
  readonly none: string;
  /** The choice that passes its input on unchanged. */
  readonly identity: string;
}

/**
 * The structure of a network of stages. A stage's `depth` gene says how many of its `blocks` exist; a block is a list
 * of genes.
 */
export interface StagesStructure {
  readonly kind: "stages";
  readonly stages: readonly { readonly depth: string; readonly blocks: readonly (readonly string[])[] }[];
}

export type Structure = CellStructure | StagesStructure;

/** A search space as it is stored, sent and declared in a file. */
export interface SearchSpace {
  readonly id: SpaceId;
  readonly genes: readonly Gene[];
  readonly structure?: Structure;
  /**
   * Pairs of genes that have the same list of choices. Where both exist, the first gene's choice must stand earlier in
   * that list than the second's.
   */
  readonly increasing: readonly (readonly [string, string])[];
  /** What the networks consist of, for a multimodal space of a user's own; all three or none. */
  readonly classes?: NetworkDeclaration["classes"];
  readonly backbones?: NetworkDeclaration["backbones"];
  readonly fusion?: NetworkDeclaration["fusion"];
}

/**
 * An architecture in canonical form: a map from gene to choice, only genes that exist and are decided, in gene order.
 */
export type Architecture = Readonly<Record<string, Choice>>;

/**
 * One byte per gene of the space, in gene order: the index of the choice, `INACTIVE` or `OPEN`. A genotype must not
 * be modified.
 */
export type Genotype = Uint8Array;

/** The gene does not exist in this architecture. It and `OPEN` lie above every index of a choice. */
export const INACTIVE = 255;
/** The gene exists but is not decided yet (only tier-2 genes of a partial architecture). */
export const OPEN = 254;
