import { InvalidInput } from "../../base/errors.js";
import { conditionHolds } from "../compile.js";
import type { Choice, Condition, Gene } from "../types.js";
import { asGene, asList, asObject, refuseUnknownFields } from "./fields.js";
import { listChoices, show } from "./wording.js";

const TESTS = ["equals", "in", "atLeast", "atMost"] as const;
const MAX_CONDITIONS = 100;

/** What conditions may refer to: the genes of the file, and the gene that owns the conditions. */
export interface ConditionScope {
  readonly owner: Gene;
  readonly genes: ReadonlyMap<string, Gene>;
}

/**
 * Reads one condition or a list of them; a missing value gives none.
 * @throws InvalidInput whose field is `place` or below it
 */
export function parseConditions(value: unknown, place: string, scope: ConditionScope): Condition[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [parseCondition(value, place, scope)];
  if (value.length > MAX_CONDITIONS) {
    throw new InvalidInput(
      place,
      `gene "${scope.owner.name}" must have at most ${MAX_CONDITIONS} conditions, not ${value.length}`,
    );
  }
  return value.map((item, i) => parseCondition(item, `${place}[${i}]`, scope));
}

function parseCondition(value: unknown, place: string, scope: ConditionScope): Condition {
  const object = asObject(value, place);
  refuseUnknownFields(object, ["gene", ...TESTS], place);
  const gene = asController(object.gene, `${place}.gene`, scope);
  const given = TESTS.filter((test) => object[test] !== undefined);
  if (given.length !== 1) {
    throw new InvalidInput(
      place,
      `${place} must have exactly one of ${TESTS.join(", ")}; write a list of conditions that must all hold`,
    );
  }
  const condition = parseTest(given[0], object[given[0]], `${place}.${given[0]}`, gene);
  if (!gene.choices.some((choice) => conditionHolds(condition, choice))) {
    throw new InvalidInput(
      place,
      `${place} never holds: gene "${gene.name}" has the choices ${listChoices(gene.choices)}`,
    );
  }
  return condition;
}

/** Reads the gene that a condition names. */
function asController(value: unknown, place: string, scope: ConditionScope): Gene {
  const { owner, genes } = scope;
  const gene = asGene(value, place, genes);
  if (owner.tier === 1 && gene.tier === 2) {
    throw new InvalidInput(
      place,
      `gene "${owner.name}" is of tier 1 and cannot depend on gene "${gene.name}" of tier 2, which may be undecided`,
    );
  }
  return gene;
}

function parseTest(test: (typeof TESTS)[number], value: unknown, place: string, gene: Gene): Condition {
  if (test === "equals") return { gene: gene.name, equals: asChoice(value, place, gene) };
  if (test === "in") {
    const list = asList(value, place).map((item, i) => asChoice(item, `${place}[${i}]`, gene));
    return { gene: gene.name, in: list };
  }
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new InvalidInput(place, `${place} must be a number, not ${show(value)}`);
  }
  if (!gene.choices.every((choice) => typeof choice === "number")) {
    throw new InvalidInput(
      place,
      `${place} compares numbers, but gene "${gene.name}" has the choices ${listChoices(gene.choices)}`,
    );
  }
  return test === "atLeast" ? { gene: gene.name, atLeast: value } : { gene: gene.name, atMost: value };
}

function asChoice(value: unknown, place: string, gene: Gene): Choice {
  const choice = gene.choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new InvalidInput(
    place,
    `${place} must be a choice of gene "${gene.name}": ${listChoices(gene.choices)}; got ${show(value)}`,
  );
}
