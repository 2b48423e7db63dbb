import type { FusionGenotype, FusionNode } from "../../../space/network/fusion-genotype.js";
import type { FusionOperator } from "../../../space/network/layer.js";

/** The architecture parameters of a search network, by name (see `SearchNetwork`), row-major. */
export type ArchitectureValues = ReadonlyMap<string, Float32Array>;

/**
 * Derives the discrete network from the result of a search. Each cell reads the two sources with the largest product of
 * skip weights that no earlier cell reads together. Each node has the two inputs with the largest product of skip
 * weights, and the operator with the largest parameter. Of equal candidates, the first listed is chosen. The first cell
 * has to read two modalities: otherwise, after a short search, it may read only taps of the stronger modality, and the
 * network would not fuse anything (docs/decisions/0053).
 *
 * @param taps names of the taps, in the order of the rows of alpha
 * @param operators in the order of gamma
 */
export function derive(
  values: ArchitectureValues,
  taps: readonly string[],
  cells: number,
  nodes: number,
  operators: readonly FusionOperator[],
): FusionGenotype {
  const pairs = new Set<string>();
  return Array.from({ length: cells }, (_, c) => {
    const sources = [...taps, ...Array.from({ length: c }, (_, i) => `cell.${i + 1}`)];
    const isExcluded =
      c === 0
        ? (a: string, b: string) => modalityOf(a) === modalityOf(b)
        : (a: string, b: string) => pairs.has(`${a} ${b}`);
    const inputs = strongestPair(sources, skipWeights(values, `alpha.${c + 1}`), isExcluded);
    pairs.add(inputs.join(" "));
    return {
      inputs,
      nodes: Array.from({ length: nodes }, (_, n) => nodeOf(values, [c + 1, n + 1], operators)),
    };
  });
}

function nodeOf(
  values: ArchitectureValues,
  [cell, node]: readonly [number, number],
  operators: readonly FusionOperator[],
): FusionNode {
  const sources = ["input.1", "input.2", ...Array.from({ length: node - 1 }, (_, i) => `node.${i + 1}`)];
  const gamma = valuesOf(values, `gamma.${cell}.${node}`);
  return {
    inputs: strongestPair(sources, skipWeights(values, `beta.${cell}.${node}`), () => false),
    operator: operators[gamma.indexOf(Math.max(...gamma))],
  };
}

const modalityOf = (tap: string): string => tap.slice(0, tap.indexOf("."));

/** Returns the pair, in the order of `sources`, with the largest product of weights among those not excluded. */
function strongestPair(
  sources: readonly string[],
  weights: readonly number[],
  isExcluded: (first: string, second: string) => boolean,
): [string, string] {
  let best: [string, string] | undefined;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < sources.length; i++) {
    for (let j = i + 1; j < sources.length; j++) {
      if (isExcluded(sources[i], sources[j]) || weights[i] * weights[j] <= largest) continue;
      largest = weights[i] * weights[j];
      best = [sources[i], sources[j]];
    }
  }
  if (best === undefined) throw new RangeError("every pair of inputs is in use");
  return best;
}

/** Returns the softmax weight of `skip` for each edge, from logits (edges, 2) of `none` and `skip`. */
function skipWeights(values: ArchitectureValues, name: string): number[] {
  const logits = valuesOf(values, name);
  return Array.from(
    { length: logits.length / 2 },
    (_, i) => 1 / (1 + Math.exp(logits[2 * i] - logits[2 * i + 1])),
  );
}

function valuesOf(values: ArchitectureValues, name: string): Float32Array {
  const found = values.get(name);
  if (found === undefined) throw new RangeError(`the search has no parameters "${name}"`);
  return found;
}
