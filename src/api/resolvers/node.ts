import type { ApiContext } from "../context.js";
import type { Resolvers, ResolversTypes } from "../generated/types.js";
import { type NodeType, parseGlobalId, parseMeasurementKey } from "../input/ids.js";
import {
  mapArchitecture,
  mapDevice,
  mapMeasurement,
  mapPredictor,
  mapSampleTable,
  mapSearchRun,
  mapSearchSpace,
  mapTask,
  mapVerification,
} from "../mapping/nodes.js";
import { orNull } from "../problems.js";

type Found = Promise<Awaited<ResolversTypes["Node"]> | null>;

const finders: Record<NodeType, (context: ApiContext, key: string) => Found> = {
  Task: async ({ lookups }, key) => mapTask(await lookups.task(key)),
  Device: async ({ lookups }, key) => mapDevice(await lookups.device(key)),
  SearchSpace: async ({ lookups }, key) => mapSearchSpace(await lookups.space(key)),
  Architecture: async ({ lookups }, key) => mapArchitecture(await lookups.report(key)),
  Measurement: findMeasurement,
  Predictor: async ({ lookups }, key) => mapPredictor(await lookups.predictor(key)),
  SampleTable: async ({ lookups }, key) => mapSampleTable(await lookups.sampleTable(key)),
  SearchRun: async ({ service }, key) => mapSearchRun((await service.run(key)).run),
  Verification: async ({ service }, key) => mapVerification(await service.verification(key)),
};

async function findMeasurement({ lookups }: ApiContext, compound: string): Found {
  const { architecture, key } = parseMeasurementKey(compound);
  const found = (await lookups.report(architecture)).measurements.find(({ id }) => id === key);
  return found === undefined ? null : mapMeasurement(found);
}

/** Resolver of `node(id)`: any object by its global id. */
export const node: Resolvers = {
  Query: {
    node: async (_, { id }, context) => {
      const parsed = parseGlobalId(id);
      return parsed === undefined ? null : orNull(finders[parsed.type](context, parsed.key));
    },
  },
};
