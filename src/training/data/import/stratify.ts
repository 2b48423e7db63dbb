import type { Random } from "../../../base/random.js";

/**
 * Divides examples into parts so that each part gets its share of every label: iterative stratification (Sechidis,
 * Tsoumakas and Vlahavas, 2011, "On the stratification of multi-label data"). The label with the fewest examples that
 * are left is dealt with first; each of its examples goes to the part that lacks most of that label, then of all
 * examples. Examples of one group stay together; large groups go first.
 *
 * @param sets the labels of each example; one each where examples have one class
 * @param groups the group of each example
 * @param shares the share of each part; they add up to 1
 * @returns the part of each example
 */
export function stratify(
  sets: readonly (readonly number[])[],
  groups: readonly (number | string)[],
  shares: readonly number[],
  random: Random,
): readonly number[] {
  const units = unitsOf(sets, groups, random);
  const totals = new Map<number, number>();
  for (const set of sets) for (const label of set) totals.set(label, 1 + (totals.get(label) ?? 0));
  const lacks = shares.map((share) => ({
    all: share * sets.length,
    labels: new Map([...totals].map(([label, count]) => [label, share * count])),
  }));
  const left = new Map(totals);
  const part = new Array<number>(sets.length).fill(-1);
  const deal = (unit: Unit, label: number | undefined): void => {
    const lackOf = (i: number): number => (label === undefined ? 0 : (lacks[i].labels.get(label) ?? 0));
    const most = Math.max(...shares.map((_, i) => lackOf(i)));
    const equal = shares.flatMap((_, i) => (lackOf(i) >= most - 1e-9 ? [i] : []));
    const best = Math.max(...equal.map((i) => lacks[i].all));
    const chosen = random.pick(equal.filter((i) => lacks[i].all >= best - 1e-9));
    lacks[chosen].all -= unit.examples.length;
    for (const [each, count] of unit.labels) {
      lacks[chosen].labels.set(each, (lacks[chosen].labels.get(each) ?? 0) - count);
      left.set(each, (left.get(each) ?? 0) - count);
    }
    for (const example of unit.examples) part[example] = chosen;
  };
  const isOpen = (unit: Unit): boolean => part[unit.examples[0]] < 0;
  for (;;) {
    const open = [...left].filter(([, count]) => count > 0);
    if (open.length === 0) break;
    const [rarest] = open.reduce((least, each) => (each[1] < least[1] ? each : least));
    for (const unit of units) if (isOpen(unit) && unit.labels.has(rarest)) deal(unit, rarest);
  }
  for (const unit of units) if (isOpen(unit)) deal(unit, undefined);
  return part;
}

/** Examples that stay together. */
interface Unit {
  readonly examples: readonly number[];
  /** How many of them have each label. */
  readonly labels: ReadonlyMap<number, number>;
}

/** Returns the groups in random order, larger ones first. */
function unitsOf(
  sets: readonly (readonly number[])[],
  groups: readonly (number | string)[],
  random: Random,
): readonly Unit[] {
  const members = new Map<number | string, number[]>();
  groups.forEach((group, i) => {
    const found = members.get(group);
    if (found === undefined) members.set(group, [i]);
    else found.push(i);
  });
  const units = [...members.values()].map((examples) => {
    const labels = new Map<number, number>();
    for (const i of examples) for (const label of sets[i]) labels.set(label, 1 + (labels.get(label) ?? 0));
    return { examples, labels };
  });
  return random.shuffle(units).sort((a, b) => b.examples.length - a.examples.length);
}
