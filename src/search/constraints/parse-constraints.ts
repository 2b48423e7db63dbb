import { defined, optional } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { unitOf } from "../../base/metric.js";
import { fraction, millijoules, milliseconds } from "../../base/units.js";
import { requireNumber } from "../../base/validate.js";
import { smallest } from "../../space/extremes.js";
import { complexityOf } from "../../space/network/index.js";
import type { Space } from "../../space/space.js";
import type { Choice } from "../../space/types.js";
import type { Constraints } from "./constraints.js";

/** Limits as the user wrote them: checked by the service, errors name the field (`constraints.maxLatency`). */
export interface ConstraintsInput {
  readonly minAccuracy?: number;
  readonly maxLatency?: number;
  readonly maxEnergy?: number;
  readonly maxParams?: number;
  /** Gene -> allowed choice or choices. */
  readonly genes?: Readonly<Record<string, Choice | readonly Choice[]>>;
}

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
  const limit = (value: number | undefined, field: string, bounds: Bounds): number | undefined =>
    optional(value, (given) => requireNumber(given, `constraints.${field}`, bounds));
  return defined({
    minAccuracy: optional(
      limit(minAccuracy, "minAccuracy", { least: 0, most: 1, unit: "fraction" }),
      fraction,
    ),
    maxLatency: optional(
      limit(maxLatency, "maxLatency", { above: 0, unit: unitOf("latency") }),
      milliseconds,
    ),
    maxEnergy: optional(limit(maxEnergy, "maxEnergy", { above: 0, unit: unitOf("energy") }), millijoules),
    maxParams: limit(maxParams, "maxParams", { above: 0 }),
    genes: optional(genes, (given) => parseGenes(space, given)),
  });
}

type Bounds = Parameters<typeof requireNumber>[2];

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
