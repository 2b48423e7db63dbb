import { isDeepStrictEqual } from "node:util";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { multimodalSpace } from "../built-in/multimodal.js";
import { BLOCKS_PER_STAGE, composed, DEPTHS, EXPANDS, KERNELS } from "../network/backbone.js";
import type { ElasticDeclaration, MaxoutDeclaration, NetworkDeclaration } from "../network/declaration.js";
import { type FusionForm, USUAL_FORM } from "../network/fusion-form.js";
import { FUSION_OPERATORS, type FusionOperator } from "../network/layer.js";
import type { SearchSpace } from "../types.js";
import { asList, asObject, refuseUnknownFields } from "./fields.js";
import { show } from "./wording.js";

/** Modalities that backbones of each kind read. */
const MODALITIES = { elastic: ["image", "audio"], maxout: ["text"] } as const;
const TEXT_VALUES = 300;
const MOST_STAGES = 5;
const MOST_CELLS = 4;
/** Positions of the squares to which every feature map can be pooled, and the most channels of such a map. */
const POSITIONS: readonly unknown[] = [1, 4, 9, 16];
const MOST_CHANNELS = 1024;

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads a space file that declares backbones and their fusion: the genes follow from these. The file may have the
 * genes, the structure and the increasing pairs too, as `space show` prints them, and then they must be the same.
 *
 * @throws InvalidInput whose field is the place, for example `backbones.image.stages[1].width`
 */
export function parseNetworkSpace(id: string, file: Record<string, unknown>): SearchSpace {
  const network: NetworkDeclaration = {
    classes: whole(file.classes, "classes", 2, 10_000),
    backbones: parseBackbones(file.backbones),
    fusion: parseFusion(file.fusion),
  };
  const made = multimodalSpace(id, composed(network));
  for (const name of ["genes", "structure", "increasing"] as const)
    if (file[name] !== undefined && !isDeepStrictEqual(JSON.parse(JSON.stringify(made[name])), file[name]))
      throw new InvalidInput(
        name,
        `${name} follows from backbones and fusion, and is another one here: leave it out`,
      );
  return { ...made, ...network };
}

function parseBackbones(value: unknown): NetworkDeclaration["backbones"] {
  const file = asObject(value, "backbones");
  const names = Object.keys(file);
  if (names.length < 2)
    throw new InvalidInput("backbones", `backbones must have at least two modalities, not ${names.length}`);
  const parsed = Object.fromEntries(names.map((name) => [name, parseBackbone(name, file[name])]));
  if (Object.values(parsed).every(({ kind }) => kind === "maxout"))
    throw new InvalidInput("backbones", "backbones must have an elastic one: image or audio");
  return parsed;
}

function parseBackbone(name: string, value: unknown): ElasticDeclaration | MaxoutDeclaration {
  const place = `backbones.${name}`;
  const file = asObject(value, place);
  const { kind } = file;
  if (kind !== "elastic" && kind !== "maxout")
    throw new InvalidInput(`${place}.kind`, `${place}.kind must be "elastic" or "maxout", not ${show(kind)}`);
  if (!MODALITIES[kind].some((known) => known === name))
    throw new InvalidInput(
      place,
      `a backbone of the kind "${kind}" is for ${MODALITIES[kind].join(" or ")}, not for ${show(name)}`,
    );
  return kind === "elastic" ? parseElastic(file, place) : parseMaxout(file, place);
}

function parseMaxout(file: Values, place: string): MaxoutDeclaration {
  refuseUnknownFields(file, ["kind", "input"], place);
  requireOnly(file.input, [TEXT_VALUES], `${place}.input`);
  return { kind: "maxout", input: [TEXT_VALUES] };
}

function parseElastic(file: Values, place: string): ElasticDeclaration {
  refuseUnknownFields(file, ["kind", "input", "stem", "stages", "finalExpand", "featureMix"], place);
  const input = asList(file.input, `${place}.input`);
  if (input.length !== 3)
    throw new InvalidInput(`${place}.input`, `${place}.input must be [channels, height, width]`);
  const [channels, height, width] = input.map((size, i) =>
    whole(size, `${place}.input[${i}]`, i === 0 ? 1 : 8, i === 0 ? 16 : 512),
  );
  if (height !== width)
    throw new InvalidInput(`${place}.input`, `${place}.input must be a square, not ${height} x ${width}`);
  const stages = asList(file.stages, `${place}.stages`);
  if (stages.length === 0 || stages.length > MOST_STAGES)
    throw new InvalidInput(`${place}.stages`, `${place}.stages must be 1 to ${MOST_STAGES} stages`);
  return {
    kind: "elastic",
    input: [channels, height, width],
    stem: whole(file.stem, `${place}.stem`, 1, 256),
    stages: stages.map((stage, i) => parseStage(stage, `${place}.stages[${i}]`)),
    finalExpand: whole(file.finalExpand, `${place}.finalExpand`, 1, 4096),
    featureMix: whole(file.featureMix, `${place}.featureMix`, 1, 4096),
  };
}

function parseStage(value: unknown, place: string): ElasticDeclaration["stages"][number] {
  const stage = asObject(value, place);
  refuseUnknownFields(stage, ["width", "stride", "squeezeExcitation", ...Object.keys(ELASTIC)], place);
  const { stride, squeezeExcitation = false } = stage;
  if (stride !== 1 && stride !== 2)
    throw new InvalidInput(`${place}.stride`, `${place}.stride must be 1 or 2, not ${show(stride)}`);
  if (typeof squeezeExcitation !== "boolean")
    throw new InvalidInput(`${place}.squeezeExcitation`, `${place}.squeezeExcitation must be true or false`);
  return {
    ...{ width: whole(stage.width, `${place}.width`, 1, 1024), stride, squeezeExcitation },
    ...defined({
      kernels: elastic(stage, "kernels", place),
      expands: elastic(stage, "expands", place),
      depths: elastic(stage, "depths", place),
    }),
  };
}

/** The elastic dimensions of a stage: the usual choices, and the least and the largest that can be chosen. */
const ELASTIC = {
  kernels: { usual: KERNELS, least: 3, most: 7 },
  expands: { usual: EXPANDS, least: 1, most: 8 },
  depths: { usual: DEPTHS, least: 1, most: BLOCKS_PER_STAGE },
} as const;

/** Reads the choices of an elastic dimension; undefined where they are the usual ones. */
function elastic(stage: Values, name: keyof typeof ELASTIC, place: string): readonly number[] | undefined {
  const { usual, least, most } = ELASTIC[name];
  if (stage[name] === undefined) return undefined;
  const choices = ascending(stage[name], `${place}.${name}`, least, most);
  const even = choices.find((choice) => choice % 2 === 0);
  if (name === "kernels" && even !== undefined)
    throw new InvalidInput(`${place}.kernels`, `${place}.kernels must be odd, not ${even}`);
  return isDeepStrictEqual(choices, [...usual]) ? undefined : choices;
}

function parseFusion(value: unknown): NetworkDeclaration["fusion"] {
  const fusion = asObject(value, "fusion");
  refuseUnknownFields(fusion, ["cells", "nodes", ...Object.keys(USUAL_FORM)], "fusion");
  return {
    cells: ascending(fusion.cells, "fusion.cells", 1, MOST_CELLS),
    nodes: ascending(fusion.nodes, "fusion.nodes", 1, MOST_CELLS),
    ...parseForm(fusion),
  };
}

/** Reads the form of the fusion networks, without what is the usual. */
function parseForm(fusion: Values): Partial<FusionForm> {
  const unusual = <T>(name: keyof FusionForm, read: (value: unknown) => T): T | undefined => {
    const value = fusion[name] === undefined ? undefined : read(fusion[name]);
    return isDeepStrictEqual(value, USUAL_FORM[name]) ? undefined : value;
  };
  return defined({
    channels: unusual("channels", (value) => whole(value, "fusion.channels", 1, MOST_CHANNELS)),
    positions: unusual("positions", parsePositions),
    operators: unusual("operators", parseOperators),
  });
}

function parsePositions(value: unknown): number {
  if (POSITIONS.includes(value)) return value as number;
  throw new InvalidInput("fusion.positions", `fusion.positions must be 1, 4, 9 or 16, not ${show(value)}`);
}

function parseOperators(value: unknown): readonly FusionOperator[] {
  const names = asList(value, "fusion.operators");
  const known: readonly unknown[] = FUSION_OPERATORS;
  const wrong = names.findIndex((name, i) => !known.includes(name) || names.indexOf(name) !== i);
  if (wrong >= 0)
    throw new InvalidInput(
      `fusion.operators[${wrong}]`,
      `fusion.operators[${wrong}] must be one of ${FUSION_OPERATORS.join(", ")}, each at most once, ` +
        `not ${show(names[wrong])}`,
    );
  if (names.length < 2)
    throw new InvalidInput("fusion.operators", `fusion.operators must be at least two, not ${names.length}`);
  return names as FusionOperator[];
}

/** Reads one ascending whole number or more. */
function ascending(value: unknown, place: string, least: number, most: number): readonly number[] {
  const counts = asList(value, place).map((count, i) => whole(count, `${place}[${i}]`, least, most));
  if (counts.length > 0 && counts.every((count, i) => i === 0 || count > counts[i - 1])) return counts;
  throw new InvalidInput(place, `${place} must be ascending whole numbers from ${least} to ${most}`);
}

/** Refuses another value of a field than the one that this version has; it may be left out. */
function requireOnly(value: unknown, only: unknown, place: string): void {
  if (value === undefined || isDeepStrictEqual(value, JSON.parse(JSON.stringify(only)))) return;
  const text = JSON.stringify(only);
  throw new InvalidInput(place, `${place} can only be ${text} in this version, or be left out`);
}

function whole(value: unknown, place: string, least: number, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InvalidInput(
    place,
    `${place} must be a whole number from ${least} to ${most}, not ${show(value)}`,
  );
}
