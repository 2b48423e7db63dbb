import { InvalidInput } from "../../../base/errors.js";
import { isCost, KNOWN_SOURCES, SOURCES, type Source, worse } from "../../../base/metric.js";
import type { TaskOnDevice } from "../../../projections/catalog.js";
import type { KnownNetworks } from "../../../projections/networks/known-networks.js";
import { defaultObjectives } from "../../../projections/networks/objectives.js";
import { limitsOn } from "../../../search/constraints/constraints.js";
import { parseConstraints } from "../../../search/constraints/parse-constraints.js";
import { objectiveName, parseObjectives, shownName } from "../../../search/objective-names.js";
import type { Objective } from "../../../search/ports.js";
import type { Context } from "../../context.js";
import { describe } from "../describe.js";
import { checkSources, type Front, type FrontQuery } from "../front.js";
import { leftOutNotes } from "../left-out.js";
import { everyRow, nearestPoints } from "../nearest.js";
import { jointPoints } from "./joint-points.js";
import { type Aim, aimsOf, completeRows, frontOf, keepsAim, limitedObjectives } from "./joint-rows.js";

/** Bounded because the time to compute a hypervolume grows exponentially with the number of objectives. */
const MOST_OBJECTIVES = 5;

/**
 * The Pareto front of a task on several devices. Its objectives are accuracy and the costs on each device. All else is
 * as in a front on one device: known networks and all networks have a front each, and a predicted point never removes a
 * known one. Throws a `HarmonicError` naming the field.
 */
export async function queryJointFront(
  context: Context,
  ons: readonly TaskOnDevice[],
  query: FrontQuery,
): Promise<Front> {
  const [{ space }] = ons;
  const devices = ons.map(({ device }) => device.id);
  const own = await context.catalog.ownMetrics();
  const constraints = parseConstraints(space, query.constraints, devices, own);
  const sources = checkSources(query.sources) ?? SOURCES;
  const known = await context.known.ofEach(ons);
  const objectives =
    query.objectives === undefined
      ? await everyObjective(context, ons, known)
      : parseObjectives(query.objectives, devices, own);
  requireFew(objectives);
  const needed = [
    ...objectives,
    ...limitedObjectives(constraints, ons).filter((own) => !isAmong(own, objectives)),
  ];
  const all = sources.includes("PREDICTED")
    ? await context.estimated.ofEach(ons, known, objectives, constraints)
    : undefined;
  const networks = all ?? known;
  const keepsStructure = networks[0].structureFilter(constraints);
  const feasible = (own: readonly Aim[], allowed: readonly Source[], keepsExtrapolated: boolean) => {
    const [optimised, limited] = [own.slice(0, objectives.length), own.slice(objectives.length)];
    const every = [...own[0].networks.rows()];
    const rows = completeRows(optimised, every, allowed, keepsExtrapolated);
    const kept = completeRows(limited, rows, allowed, true).filter(
      (row) => own.every((aim) => keepsAim(aim, row)) && keepsStructure(row),
    );
    return { rows, front: frontOf(optimised, kept) };
  };
  const knownSources = KNOWN_SOURCES.filter((source) => sources.includes(source));
  const knownAims = aimsOf(needed, constraints, ons, known);
  const aims = aimsOf(needed, constraints, ons, networks);
  const ofKnown = feasible(knownAims, knownSources, true);
  const found = all === undefined ? ofKnown : feasible(aims, sources, constraints.genes !== undefined);
  const reference = ofKnown.rows.length > 0 ? ofKnown.rows : found.rows;
  const pointsOf = (rows: readonly number[]) => jointPoints(ons, networks, rows, aims);
  return describe({
    objectives: aims.slice(0, objectives.length).map(({ name, metric, limit, column }) => ({
      name,
      column,
      reference:
        limit ??
        reference.reduce<number | undefined>(
          (worst, row) => (worst === undefined ? column.at(row) : worse(metric, worst, column.at(row))),
          undefined,
        ),
    })),
    rows: [...new Set([...ofKnown.front, ...found.front])],
    knownFront: ofKnown.front,
    pointsOf,
    nearest: () => {
      const limits = aims.flatMap((aim) => (aim.limit === undefined ? [] : [{ ...aim, limit: aim.limit }]));
      return nearestPoints(networks[0], everyRow(found.rows), { constraints, limits }, pointsOf);
    },
    notes: [
      ...(found.rows.length > 0 ? [] : [noneKnown(ons, objectives)]),
      ...costless(ons, needed, query.objectives === undefined),
      ...(await notesOf()),
    ],
    version: [
      known.map((own) => own.version),
      all?.map((own) => own.predictors) ?? [],
      objectives.map(objectiveName),
      constraints,
      query.sources ?? [],
    ],
  });

  async function notesOf(): Promise<string[]> {
    const namesPredictors = query.sources !== undefined || found.rows.length === 0;
    const notes: string[] = [];
    for (const [i, on] of ons.entries()) {
      const own = needed.filter(({ device }) => (device === undefined ? i === 0 : device === on.device.id));
      const others = aims.filter((aim) => !isAmong(aim, own));
      const asked = {
        ...{ on, known: known[i], networks: networks[i], metrics: own.map(({ metric }) => metric) },
        ...{ constraints: limitsOn(constraints, on.device.id), sources, namesPredictors, isJoint: true },
        isExcluded: (row: number) => others.some((aim) => !keepsAim(aim, row)),
      };
      notes.push(...(await leftOutNotes(context, asked)));
    }
    return notes;
  }
}

/** Accuracy, and every cost that each device has, measured or estimated. */
async function everyObjective(
  context: Context,
  ons: readonly TaskOnDevice[],
  known: readonly KnownNetworks[],
): Promise<readonly Objective[]> {
  const objectives: Objective[] = [{ metric: "accuracy" }];
  for (const [i, on] of ons.entries()) {
    const metrics = await defaultObjectives(context, on, known[i]);
    objectives.push(...metrics.filter(isCost).map((metric) => ({ metric, device: on.device.id })));
  }
  return objectives;
}

function requireFew(objectives: readonly Objective[]): void {
  if (objectives.length <= MOST_OBJECTIVES) return;
  const names = objectives.map(objectiveName).map(shownName);
  throw new InvalidInput(
    "objectives",
    `a front has at most ${MOST_OBJECTIVES} objectives, and these are ${names.length}: ${names.join(", ")}; ` +
      "name those to compare as objectives",
  );
}

const isAmong = (objective: Objective, others: readonly Objective[]): boolean =>
  others.some(({ metric, device }) => metric === objective.metric && device === objective.device);

const noneKnown = ([{ task }]: readonly TaskOnDevice[], objectives: readonly Objective[]): string =>
  `no network of task ${task.id} has its ${objectives.map(objectiveName).map(shownName).join(", ")} known ` +
  "from the sources asked for";

/** Sentences about devices of which no cost is known or can be estimated, where the objectives were not chosen. */
const costless = (ons: readonly TaskOnDevice[], needed: readonly Objective[], isDefault: boolean): string[] =>
  ons
    .filter((on) => isDefault && !needed.some(({ device }) => device === on.device.id))
    .map((on) => `no cost on ${on.device.id} is measured, summed or predicted, so it adds no objective`);
