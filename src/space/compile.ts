import type { Space } from "./space.js";
import type { Choice, Condition, Gene, SearchSpace } from "./types.js";

/**
 * Compiles a space that is known to be well formed (built in, or from `parseSpace`). Compile a space once and reuse
 * the result: several caches are keyed by the compiled object.
 * @throws RangeError for a space that is not well formed: an unknown gene, conditions that form a cycle, a gene in
 * two increasing pairs, or a pair with different choices
 */
export function compileSpace(spec: SearchSpace): Space {
  const { genes } = spec;
  const position = new Map(genes.map((gene, p) => [gene.name, p]));
  const conditions = genes.map((gene) =>
    gene.activeWhen.map((condition) => {
      const controller = positionOf(position, condition.gene);
      const holds = genes[controller].choices.map((choice) => conditionHolds(condition, choice));
      return { position: controller, holds };
    }),
  );
  const isController = new Uint8Array(genes.length);
  for (const condition of conditions.flat()) isController[condition.position] = 1;
  const greaterThan = compilePairs(spec, position, isController);
  return {
    spec,
    genes,
    position,
    conditions,
    greaterThan,
    order: evaluationOrder(conditions, greaterThan, isController),
    isController,
    choiceIndex: genes.map((gene) => new Map(gene.choices.map((choice, i) => [choice, i]))),
    fragments: genes.map(canonicalFragments),
  };
}

/**
 * Tells whether a condition's test holds for a choice of the gene that it names. Text never satisfies `atLeast` or
 * `atMost`.
 */
export function conditionHolds(condition: Condition, choice: Choice): boolean {
  if ("equals" in condition) return choice === condition.equals;
  if ("in" in condition) return condition.in.includes(choice);
  if (typeof choice !== "number") return false;
  return "atLeast" in condition ? choice >= condition.atLeast : choice <= condition.atMost;
}

/** Returns the part of the canonical form that each choice of the gene contributes. */
function canonicalFragments(gene: Gene): string[] {
  return gene.choices.map((choice) => `${JSON.stringify(gene.name)}:${JSON.stringify(choice)}`);
}

function positionOf(position: ReadonlyMap<string, number>, name: string): number {
  const found = position.get(name);
  if (found === undefined) throw new RangeError(`unknown gene ${name}`);
  return found;
}

/** For each gene, the position of the gene whose choice index must be smaller, or -1. */
function compilePairs(
  spec: SearchSpace,
  position: ReadonlyMap<string, number>,
  isController: Uint8Array,
): Int16Array {
  const greaterThan = new Int16Array(spec.genes.length).fill(-1);
  const paired = new Set<number>();
  for (const names of spec.increasing) {
    const [first, second] = names.map((name) => positionOf(position, name));
    for (const p of [first, second]) {
      if (paired.has(p) || isController[p] === 1) {
        throw new RangeError(
          `gene ${spec.genes[p].name} of an increasing pair is in another pair or a condition`,
        );
      }
      paired.add(p);
    }
    const [low, high] = [first, second].map((p) => JSON.stringify(spec.genes[p].choices));
    if (low !== high)
      throw new RangeError(`genes ${names.join(" and ")} of an increasing pair have different choices`);
    greaterThan[second] = first;
  }
  return greaterThan;
}

/** Orders the genes as `Space.order` describes, by a depth-first search over the conditions. */
function evaluationOrder(
  conditions: Space["conditions"],
  greaterThan: Int16Array,
  isController: Uint8Array,
): Int16Array {
  const order: number[] = [];
  const state = new Uint8Array(conditions.length);
  const visit = (p: number): void => {
    if (state[p] === 2) return;
    if (state[p] === 1) throw new RangeError("the conditions form a cycle");
    state[p] = 1;
    for (const condition of conditions[p]) visit(condition.position);
    state[p] = 2;
    order.push(p);
  };
  for (let p = 0; p < conditions.length; p++) if (isController[p] === 1) visit(p);
  const second = new Map<number, number>();
  greaterThan.forEach((first, p) => {
    if (first >= 0) second.set(first, p);
  });
  for (let p = 0; p < conditions.length; p++) {
    if (greaterThan[p] >= 0) continue;
    visit(p);
    const partner = second.get(p);
    if (partner !== undefined) visit(partner);
  }
  return Int16Array.from(order);
}
