import type { CatalogQuery, StartSearchInput } from "../../generated/operations.js";
import { type Fields, type Limitable, limitables } from "./fields.js";

type Constraints = NonNullable<StartSearchInput["constraints"]>;

/** The search that the fields describe, as the API takes it. What does not apply to other fields is left out. */
export function requestOf(fields: Fields, metrics: CatalogQuery["metrics"]): StartSearchInput {
  const { task, devices, evaluator, samples, strategy, objectives } = fields;
  const [seed, parallel, timeLimitSeconds] = [fields.seed, fields.parallel, fields.timeLimit].map(numberOf);
  const [gain, evaluations] = [fields.plateau, fields.window].map(numberOf);
  const constraints = constraintsOf(fields, limitables(devices, metrics));
  const hasScores = strategy === "SURROGATE" && evaluator !== "EXTERNAL";
  const fidelities = hasScores ? fields.fidelities.filter(({ name }) => name.trim() !== "") : [];
  return {
    ...{ task, devices, evaluator, strategy, budget: Number(fields.budget) },
    ...(evaluator === "TABLE" && samples !== "" && { samples }),
    ...(seed !== undefined && { seed }),
    ...(parallel !== undefined && { parallel }),
    ...(objectives.length > 0 && { objectiveNames: objectives }),
    ...(constraints !== undefined && { constraints }),
    ...(timeLimitSeconds !== undefined && { timeLimitSeconds }),
    ...(gain !== undefined && {
      plateau: { gain, ...(evaluations !== undefined && { window: evaluations }) },
    }),
    ...(fidelities.length > 0 && {
      fidelities: fidelities.map(({ name, cost }) => ({ name: name.trim(), cost: Number(cost) })),
    }),
  };
}

function constraintsOf(
  { limits, genes }: Pick<Fields, "limits" | "genes">,
  possible: readonly Limitable[],
): Constraints | undefined {
  const given = possible.flatMap((one) => {
    const value = numberOf(limits[one.name] ?? "");
    return value === undefined ? [] : [{ ...one, value }];
  });
  if (given.length === 0 && genes === undefined) return undefined;
  const builtIn = given.filter(({ isOwn }) => !isOwn);
  const own = given.filter(({ isOwn }) => isOwn);
  const devices = [...new Set(builtIn.flatMap(({ device }) => device ?? []))];
  const fieldOf = ({ metric, isLowest, value }: (typeof given)[number]) =>
    [`${isLowest ? "min" : "max"}${metric[0].toUpperCase()}${metric.slice(1)}`, value] as const;
  const perDevice = devices.map((device) => ({
    device,
    ...Object.fromEntries(builtIn.filter((one) => one.device === device).map(fieldOf)),
  }));
  return {
    ...Object.fromEntries(builtIn.filter(({ device }) => device === undefined).map(fieldOf)),
    ...(perDevice.length > 0 && { perDevice }),
    ...(genes !== undefined && { genes }),
    ...(own.length > 0 && {
      limits: own.map(({ name, isLowest, value }) => ({ metric: name, [isLowest ? "min" : "max"]: value })),
    }),
  };
}

/** A number of a text field; undefined where it is empty. */
const numberOf = (text: string): number | undefined => (text.trim() === "" ? undefined : Number(text));
