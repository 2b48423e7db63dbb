import { InvalidInput } from "../../base/errors.js";
import type { Metric } from "../../base/metric.js";
import { fraction, millijoules, milliseconds } from "../../base/units.js";
import { smallest } from "../../space/extremes.js";
import { complexityOf } from "../../space/network/index.js";
import type { Space } from "../../space/space.js";
import type { Choice, Genotype } from "../../space/types.js";
import type { Constraints } from "../ports.js";
import type { ConstraintsInput, Estimate } from "../service.js";
import { requireNumber } from "../validate.js";

/** Checks limits as users write them; errors name `constraints.<limit>`. */
export function parseConstraints(space: Space, input: ConstraintsInput | undefined): Constraints {
  const given = input ?? {};
  const { minAccuracy, maxLatency, maxEnergy, maxParams, genes } = given;
  if (maxParams !== undefined && complexityOf(space, smallest(space)) === undefined) {
    throw new InvalidInput(
      "constraints.maxParams",
      `parameters of networks of search space "${space.spec.id}" are not known, so maxParams cannot be kept`,
    );
  }
  return {
    ...(minAccuracy === undefined
      ? {}
      : {
          minAccuracy: fraction(
            requireNumber(minAccuracy, "constraints.minAccuracy", { least: 0, most: 1, unit: "fraction" }),
          ),
        }),
    ...(maxLatency === undefined
      ? {}
      : {
          maxLatency: milliseconds(
            requireNumber(maxLatency, "constraints.maxLatency", { above: 0, unit: "ms" }),
          ),
        }),
    ...(maxEnergy === undefined
      ? {}
      : {
          maxEnergy: millijoules(requireNumber(maxEnergy, "constraints.maxEnergy", { above: 0, unit: "mJ" })),
        }),
    ...(maxParams === undefined
      ? {}
      : { maxParams: requireNumber(maxParams, "constraints.maxParams", { above: 0 }) }),
    ...(genes === undefined ? {} : { genes: parseGenes(space, genes) }),
  };
}

function parseGenes(space: Space, genes: unknown): Readonly<Record<string, readonly Choice[]>> {
  if (typeof genes !== "object" || genes === null || Array.isArray(genes)) {
    throw new InvalidInput(
      "constraints.genes",
      "constraints.genes must map gene names to an allowed choice or a list of them",
    );
  }
  const parsed: [string, readonly Choice[]][] = [];
  for (const [name, value] of Object.entries(genes)) {
    const field = `constraints.genes.${name}`;
    const position = space.position.get(name);
    if (position === undefined)
      throw new InvalidInput(field, `search space "${space.spec.id}" has no gene "${name}"`);
    const allowed: unknown[] = Array.isArray(value) ? value : [value];
    const { choices } = space.genes[position];
    const wrong = allowed.find((choice) => !choices.includes(choice as Choice));
    if (wrong !== undefined || allowed.length === 0) {
      throw new InvalidInput(field, `${field} must be one or several of ${choices.join(", ")}`);
    }
    parsed.push([name, allowed as Choice[]]);
  }
  return Object.fromEntries(parsed);
}

/** The limit a constraint sets on a metric, in natural units. */
export function limitOf(constraints: Constraints, metric: Metric): number | undefined {
  if (metric === "accuracy") return constraints.minAccuracy;
  return metric === "latency" ? constraints.maxLatency : constraints.maxEnergy;
}

/** Whether a genotype keeps the limits that need no measurement: gene choices and parameters. */
export function structureFilter(space: Space, constraints: Constraints): (genotype: Genotype) => boolean {
  const genes = Object.entries(constraints.genes ?? {}).map(([name, allowed]) => {
    const position = space.position.get(name) as number;
    const { choices } = space.genes[position];
    return { position, allowed: new Set(allowed.map((choice) => choices.indexOf(choice))) };
  });
  const { maxParams } = constraints;
  return (genotype) =>
    genes.every(({ position, allowed }) => genotype[position] > 250 || allowed.has(genotype[position])) &&
    (maxParams === undefined ||
      (complexityOf(space, genotype)?.params ?? Number.POSITIVE_INFINITY) <= maxParams);
}

/** Probability that the true value keeps the limit, from the 90 % interval (normal); 0 or 1 where there is none. */
export function probabilityWithin(estimate: Estimate | undefined, metric: Metric, limit: number): number {
  if (estimate === undefined) return 0;
  const sign = metric === "accuracy" ? -1 : 1;
  const slack = sign * (limit - estimate.value);
  const half =
    estimate.upper === undefined || estimate.lower === undefined ? 0 : (estimate.upper - estimate.lower) / 2;
  if (half <= 0) return slack >= 0 ? 1 : 0;
  return normalCdf((1.6449 * slack) / half);
}

/** Standard normal distribution function (Abramowitz and Stegun 7.1.26, error below 1e-7). */
function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - poly * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}
