import { defined, optional } from "../../base/defined.js";
import { fromArchitecture, isPartial } from "../../space/architecture.js";
import type { Resolvers } from "../generated/types.js";
import { architectureOf } from "../input/arguments.js";
import { keyOf, parseMeasurementKey } from "../input/ids.js";
import type { Lookups } from "../lookups.js";
import type { ArchitectureModel } from "../mapping/models.js";
import {
  mapArchitecture,
  mapDevice,
  mapMeasurement,
  mapPredictor,
  mapSearchRun,
  mapSearchSpace,
  mapTask,
} from "../mapping/nodes.js";
import { mapOwnValues } from "../mapping/own-metrics.js";
import { orNull } from "../problems.js";
import { changing } from "./changing.js";

/** The largest `Int` of GraphQL. A sum of repeats may be larger. */
const MOST_INT = 2 ** 31 - 1;

/** Resolvers of architectures, estimates and measurements. */
export const architectures: Resolvers = {
  Architecture: {
    space: async ({ space }, _, { lookups }) => mapSearchSpace(await lookups.space(space)),
    genes: ({ architecture }) => architecture,
    partial: async ({ space, architecture }, _, { lookups }) =>
      isPartial(fromArchitecture(await lookups.compiledSpace(space), architecture)),
    macs: async (model, _, { lookups }) => (await sizeOf(model, lookups))?.macs ?? null,
    params: async (model, _, { lookups }) => (await sizeOf(model, lookups))?.params ?? null,
    measurements: async ({ key }, _, { lookups }) =>
      (await orNull(lookups.report(key)))?.measurements.map(mapMeasurement) ?? [],
  },
  Estimate: {
    predictor: async ({ predictor }, _, { lookups }) =>
      predictor === undefined ? null : orNull(lookups.predictor(predictor).then(mapPredictor)),
    repeats: ({ repeats }) => (repeats === undefined ? null : Math.min(repeats, MOST_INT)),
    clashing: ({ clashing }) => clashing ?? false,
    extrapolated: ({ extrapolated }) => extrapolated ?? false,
  },
  Measurement: {
    metrics: ({ metrics }) => mapOwnValues(metrics ?? {}),
    architecture: async ({ architecture }, _, { lookups }) =>
      mapArchitecture(await lookups.report(architecture)),
    task: async (row, _, { lookups }) =>
      row.subject === "task" ? mapTask(await lookups.task(row.task)) : null,
    run: async ({ run }, _, { service }) =>
      run === undefined ? null : orNull(service.run(run).then((found) => mapSearchRun(found.run))),
    device: async (row, _, { lookups }) =>
      row.subject === "device" ? mapDevice(await lookups.device(row.device)) : null,
  },
  Query: {
    architecture: (_, { id }, { lookups }) =>
      orNull(lookups.report(keyOf("Architecture", id, "id")).then(mapArchitecture)),
  },
  Mutation: {
    submitMeasurements: changing(async ({ service }, { input }) => {
      const { measurements, stored, submission, clashing } = await service.submitMeasurements({
        ...defined(input),
        task: keyOf("Task", input.task, "task"),
        ...defined({ device: optional(input.device, (id) => keyOf("Device", id, "device")) }),
        measurements: input.measurements.map((measurement, i) => ({
          ...defined(measurement),
          architecture: architectureOf(measurement.architecture, `measurements[${i}].architecture`),
        })),
      });
      const reports = await Promise.all(clashing.map((key) => service.architecture(key)));
      return {
        __typename: "SubmitMeasurementsSuccess" as const,
        measurements: measurements.map(mapMeasurement),
        stored,
        submission,
        clashing: reports.map(mapArchitecture),
      };
    }),
    retractMeasurements: changing(async ({ service }, { origin }) => {
      const { measurements, before } = await service.retractMeasurements(
        defined({
          ...origin,
          import: optional(origin.import ?? undefined, (id) => keyOf("SampleTable", id, "import")),
          run: optional(origin.run ?? undefined, (id) => keyOf("SearchRun", id, "run")),
        }),
      );
      return { __typename: "RetractMeasurementsSuccess" as const, retracted: measurements.length, before };
    }),
    retractMeasurement: changing(async ({ service }, { id }) => {
      const { key } = parseMeasurementKey(keyOf("Measurement", id, "id"));
      const measurement = mapMeasurement(await service.retractMeasurement(key));
      return { __typename: "RetractMeasurementSuccess" as const, measurement };
    }),
  },
};

async function sizeOf(model: ArchitectureModel, lookups: Lookups) {
  return lookups.sizes.of(model.key, await lookups.compiledSpace(model.space), model.architecture);
}
