import { type Metric, nameOf, SOURCES } from "../../base/metric.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import { defaultObjectives } from "../../projections/networks/objectives.js";
import { toPoints } from "../../projections/networks/points.js";
import { limitedMetrics, limitOf } from "../../search/constraints/constraints.js";
import { parseConstraints } from "../../search/constraints/parse-constraints.js";
import { parseObjectives } from "../../search/objective-names.js";
import type { Context } from "../context.js";
import { describe } from "./describe.js";
import { taskOnDevices } from "./devices.js";
import { checkSources, type Front, type FrontQuery } from "./front.js";
import { frontRows, type Question } from "./front-rows.js";
import { leftOutNotes } from "./left-out.js";
import { nearestPoints } from "./nearest.js";
import { queryJointFront } from "./several/query-joint-front.js";

/**
 * The Pareto front of a task on a device, over everything that is known and predicted, as far as the query's sources
 * allow. It consists of the front of the known networks, whose every objective and limited metric is measured or summed
 * from an operator profile, and of the front of all networks, the gaps of which are predicted. A predicted point
 * therefore never removes a known one, and a known one removes only the predicted points that it dominates. With
 * several devices, the costs on each of them are objectives. Throws a `HarmonicError` naming the field.
 */
export async function queryFront(context: Context, query: FrontQuery): Promise<Front> {
  const ons = await taskOnDevices(context, query);
  if (ons.length > 1) return queryJointFront(context, ons, query);
  const [on] = ons;
  const own = await context.catalog.ownMetrics();
  const constraints = parseConstraints(on.space, query.constraints, [on.device.id], own);
  const sources = checkSources(query.sources);
  const known = await context.known.of(on);
  const given = query.objectives && parseObjectives(query.objectives, [on.device.id], own);
  const objectives = given?.map(({ metric }) => metric) ?? (await defaultObjectives(context, on, known));
  return answer(context, { on, known, objectives, constraints, sources });
}

async function answer(context: Context, question: Question): Promise<Front> {
  const { on, known, objectives, constraints, sources = SOURCES } = question;
  const { networks, estimated, set, knownSet, knownFront, allFront } = await frontRows(context, question);
  const notes = await leftOutNotes(context, {
    on,
    known,
    networks,
    metrics: [...new Set([...objectives, ...limitedMetrics(constraints)])],
    constraints,
    sources,
    namesPredictors: question.sources !== undefined || set.count === 0,
  });
  const { worst } = knownSet.count > 0 ? knownSet : set;
  return describe({
    objectives: objectives.map((metric) => ({
      name: metric,
      column: networks.values(metric),
      reference: limitOf(constraints, metric) ?? worst[metric],
    })),
    rows: allFront === undefined ? knownFront : [...new Set([...knownFront, ...allFront])],
    knownFront,
    pointsOf: (rows) => toPoints(networks, rows, constraints),
    nearest: () => {
      const limits = limitedMetrics(constraints).map((metric) => ({
        name: metric,
        metric,
        limit: limitOf(constraints, metric) as number,
        column: networks.values(metric),
      }));
      return nearestPoints(networks, set.rows(), { constraints, limits }, (rows) =>
        toPoints(networks, rows, constraints),
      );
    },
    notes: set.count > 0 ? notes : [noneKnown(on, objectives), ...notes],
    version: [known.version, estimated?.predictors ?? [], objectives, constraints, question.sources ?? []],
  });
}

const noneKnown = (on: TaskOnDevice, objectives: readonly Metric[]): string =>
  `no network of task ${on.task.id} has its ${objectives.map(nameOf).join(", ")} known on ${on.device.id} ` +
  "from the sources asked for";
