import { defined, optional } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { nameOf, unitOf } from "../../base/metric.js";
import { requireInteger } from "../../base/validate.js";
import type { PredictorAssessment } from "../../service/prediction/assessment/assess.js";
import type { Resolvers } from "../generated/types.js";
import { metricOf } from "../input/arguments.js";
import { keyOf } from "../input/ids.js";
import { mapContest } from "../mapping/contest.js";
import { mapDevice, mapPredictor, mapSampleTable, mapSearchSpace, mapTask } from "../mapping/nodes.js";
import { builtInOf, ownNamesOf } from "../mapping/own-metrics.js";
import { changing } from "./changing.js";

/** The most networks of an assessment that one request may ask for. */
const MOST_NETWORKS = 2000;

/** Resolvers of predictors, how good they are, and sample tables. */
export const learning: Resolvers = {
  Predictor: {
    metric: ({ metric }) => builtInOf([metric])[0] ?? null,
    ownMetric: ({ metric }) => ownNamesOf([metric])[0] ?? null,
    space: async ({ space }, _, { lookups }) => mapSearchSpace(await lookups.space(space)),
    task: async ({ task }, _, { lookups }) => (task === undefined ? null : mapTask(await lookups.task(task))),
    device: async ({ device }, _, { lookups }) =>
      device === undefined ? null : mapDevice(await lookups.device(device)),
    unusable: async ({ key }, _, { service }) => (await service.whyUnusable(key)) ?? null,
    contest: ({ contest }) => (contest === undefined ? null : mapContest(contest)),
    assessment: async ({ key }, _, { service, deadline }) => service.assessPredictor(key, deadline.signal),
    learningCurve: async ({ key }, _, { service, deadline }) => {
      const { metric, ...curve } = await service.learningCurve(key, deadline.signal);
      return { ...curve, unit: unitOf(metric) };
    },
  },
  PredictorAssessment: {
    kind: ({ how }) => (how === "unseen" ? "UNSEEN" : "CROSS_VALIDATION"),
    unit: ({ metric }) => unitOf(metric),
    totalCount: ({ networks }) => networks.length,
    networks: ({ networks }, { first }) => evenly(networks, requireInteger(first, "first", 1, MOST_NETWORKS)),
    quality: ({ quality }) => quality ?? null,
  },
  SampleTable: {
    space: async ({ space }, _, { lookups }) => mapSearchSpace(await lookups.space(space)),
  },
  Query: {
    predictors: async (_, { task, device, ...named }, { service }) => {
      const found = await service.predictors({
        ...defined({
          task: optional(task, (id) => keyOf("Task", id, "task")),
          device: optional(device, (id) => keyOf("Device", id, "device")),
        }),
        ...metricOf(named),
      });
      return found.map(mapPredictor);
    },
    geneImportance: async (_, { task, device }, { service, deadline }) => {
      const about = { task: keyOf("Task", task, "task"), device: keyOf("Device", device, "device") };
      const { metrics, ...others } = await service.geneImportance(about, deadline.signal);
      return {
        ...others,
        metrics: metrics.map(({ metric, ...one }) => ({
          ...one,
          metric: nameOf(metric),
          unit: unitOf(metric),
        })),
      };
    },
    sampleTables: async (_, __, { lookups }) => (await lookups.sampleTables()).map(mapSampleTable),
  },
  Mutation: {
    retrainPredictor: changing(async ({ service, deadline }, { input }) => {
      const { metric: _, ownMetric: __, ...settings } = defined(input);
      const { metric } = metricOf(input);
      if (metric === undefined) throw new InvalidInput("metric", "metric or ownMetric must be given");
      const { predictor, quality, previous, front, ...rest } = await service.trainPredictor(
        {
          ...settings,
          metric,
          task: keyOf("Task", input.task, "task"),
          ...defined({ device: optional(input.device, (id) => keyOf("Device", id, "device")) }),
        },
        deadline.signal,
      );
      return {
        __typename: "RetrainPredictorSuccess" as const,
        predictor: mapPredictor(predictor),
        quality,
        previous: previous === undefined ? null : { key: previous.id, quality: previous.quality },
        promoted: rest.promoted,
        reason: rest.reason,
        findings: rest.findings,
        front: front ?? null,
      };
    }),
    restorePredictor: changing(async ({ service }, { id }) => {
      const restored = await service.restorePredictor(keyOf("Predictor", id, "id"));
      const { predictor, changed, quality, previous } = restored;
      return {
        __typename: "RestorePredictorSuccess" as const,
        predictor: mapPredictor(predictor),
        changed,
        quality: quality ?? null,
        previous: previous === undefined ? null : { key: previous.id, quality: previous.quality ?? null },
      };
    }),
    importSamples: changing(async (context, { input }) => {
      const { csv, dryRun = false, ...rest } = defined(input);
      const table = { ...rest, space: keyOf("SearchSpace", input.space, "space"), source: csv };
      if (dryRun) {
        const preview = await context.service.previewSamples(table, context.deadline.signal);
        return {
          __typename: "ImportSamplesSuccess" as const,
          ...preview,
          table: mapSampleTable(preview.table),
          tasksCreated: preview.newTasks.map(mapTask),
          devicesCreated: preview.newDevices.map(mapDevice),
          dryRun,
        };
      }
      const report = await context.service.importSamples(table, context.deadline.signal);
      context.refresh();
      const { lookups } = context;
      return {
        __typename: "ImportSamplesSuccess" as const,
        ...report,
        table: mapSampleTable(report.table),
        tasksCreated: await Promise.all(
          report.tasksCreated.map(async (key) => mapTask(await lookups.task(key))),
        ),
        devicesCreated: await Promise.all(
          report.devicesCreated.map(async (key) => mapDevice(await lookups.device(key))),
        ),
        dryRun,
        problems: [],
      };
    }),
  },
};

/** At most so many networks, the smallest and the largest measured value among them, in the order of these. */
function evenly(networks: PredictorAssessment["networks"], most: number): PredictorAssessment["networks"] {
  const sorted = networks.toSorted((a, b) => a.measured - b.measured);
  if (sorted.length <= most) return sorted;
  const step = most === 1 ? 0 : (sorted.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => sorted[Math.round(i * step)]);
}
