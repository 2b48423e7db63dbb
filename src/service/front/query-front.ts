import { type Metric, nameOf, SOURCES } from "../../base/metric.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import type { EstimatedNetworks } from "../../projections/networks/filled-networks.js";
import { defaultObjectives } from "../../projections/networks/objectives.js";
import { toPoints } from "../../projections/networks/points.js";
import { limitedMetrics, limitOf } from "../../search/constraints/constraints.js";
import { parseConstraints } from "../../search/constraints/parse-constraints.js";
import { parseObjectives } from "../../search/objective-names.js";
import type { Context } from "../context.js";
import { describe } from "./describe.js";
import { taskOnDevices } from "./devices.js";
import { checkSources, type Front, type FrontQuery } from "./front.js";
import { estimatedFor, frontRows, type Question } from "./front-rows.js";
import { KeptAnswers } from "./kept-answers.js";
import { countLacking, type Lacking, leftOutNotes } from "./left-out.js";
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

/** What an answer takes long to find, and what stays the same until a value or a predictor changes. */
interface Answer {
  readonly front: Front;
  readonly lacking: ReadonlyMap<Metric, Lacking>;
  /** The number of rows that could be on the front. */
  readonly count: number;
}

const kept = new KeptAnswers<Answer>();

async function answer(context: Context, question: Question): Promise<Front> {
  const { on, known, objectives, constraints, sources = SOURCES } = question;
  const all = await estimatedFor(context, question);
  const networks = all ?? known;
  const metrics = [...new Set([...objectives, ...limitedMetrics(constraints)])];
  const version = [known.version, all?.predictors ?? [], objectives, constraints, question.sources ?? []];
  const { front, lacking, count } = kept.of(networks, JSON.stringify([on.task.id, version]), () => ({
    ...frontAmong(question, all, version),
    lacking: countLacking({ known, networks, metrics, constraints, sources }),
  }));
  const namesPredictors = question.sources !== undefined || count === 0;
  const asked = { on, known, networks, metrics, constraints, sources, namesPredictors };
  const notes = await leftOutNotes(context, asked, lacking);
  return { ...front, notes: count > 0 ? notes : [noneKnown(on, objectives), ...notes] };
}

/** The front without notes, and the number of rows that it was chosen from. */
function frontAmong(
  question: Question,
  all: EstimatedNetworks | undefined,
  version: readonly unknown[],
): Omit<Answer, "lacking"> {
  const { objectives, constraints } = question;
  const { networks, set, knownSet, knownFront, allFront } = frontRows(question, all);
  const { worst } = knownSet.count > 0 ? knownSet : set;
  const front = describe({
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
      return nearestPoints(networks, set, { constraints, limits }, (rows) =>
        toPoints(networks, rows, constraints),
      );
    },
    notes: [],
    version,
  });
  return { front, count: set.count };
}

const noneKnown = (on: TaskOnDevice, objectives: readonly Metric[]): string =>
  `no network of task ${on.task.id} has its ${objectives.map(nameOf).join(", ")} known on ${on.device.id} ` +
  "from the sources asked for";
