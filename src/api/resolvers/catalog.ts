import { defined, optional } from "../../base/defined.js";
import { scoreNameOf } from "../../base/metric.js";
import { namedDevice } from "../../hardware/named-device.js";
import type { DeletedKind } from "../../service/deletion/dependents.js";
import type { Resolvers } from "../generated/types.js";
import { architectureOf } from "../input/arguments.js";
import { keyOf, type NodeType } from "../input/ids.js";
import { mapArchitecture, mapDevice, mapPredictor, mapSearchSpace, mapTask } from "../mapping/nodes.js";
import { attempt, orNull } from "../problems.js";
import { changing } from "./changing.js";

const NODE_OF: Readonly<Record<DeletedKind, NodeType>> = {
  task: "Task",
  device: "Device",
  run: "SearchRun",
  import: "SampleTable",
};

/** Resolvers of tasks, devices and search spaces. */
export const catalog: Resolvers = {
  Task: {
    space: async ({ space }, _, { lookups }) => mapSearchSpace(await lookups.space(space)),
    scoreName: ({ score }) => scoreNameOf(score),
    measured: async ({ key }, _, { lookups }) => (await lookups.counts()).tasks[key]?.measured ?? 0,
    predictors: async ({ key }, _, { lookups }) =>
      (await lookups.predictors()).filter(({ task }) => task === key).map(mapPredictor),
  },
  Device: {
    measured: async ({ key }, _, { lookups }) => (await lookups.counts()).devices[key]?.measured ?? 0,
    predictors: async ({ key }, { metric }, { lookups }) =>
      (await lookups.predictors())
        .filter((predictor) => predictor.device === key && (!metric || predictor.metric === metric))
        .map(mapPredictor),
    cost: ({ key: device }, args, { service, lookups }) =>
      attempt(async () => {
        const task = keyOf("Task", args.task, "task");
        const architecture = architectureOf(args.architecture, "architecture");
        const cost = await service.cost({ task, device, architecture });
        const { space } = await lookups.task(task);
        return {
          __typename: "ArchitectureCost" as const,
          ...cost,
          architecture: mapArchitecture({ ...cost, space }),
        };
      }),
  },
  SearchSpace: {
    structure: ({ structure }) => structure ?? null,
    definition: ({ key, genes, structure, increasing, classes, backbones, fusion }) => ({
      ...{ id: key, genes, structure, increasing },
      ...defined({ classes, backbones, fusion }),
    }),
    cardinality: async ({ key }, _, { service }) => (await service.searchSpace(key)).cardinality,
    partialCardinality: async ({ key }, _, { service }) =>
      (await service.searchSpace(key)).partialCardinality,
    profileKeys: async ({ key }, _, { service }) => (await service.profileTemplate(key)).keys,
    tasks: async ({ key }, _, { lookups }) =>
      (await lookups.tasks()).filter(({ space }) => space === key).map(mapTask),
  },
  Query: {
    tasks: async (_, __, { lookups }) => byKey((await lookups.tasks()).map(mapTask)),
    devices: async (_, __, { lookups }) => byKey((await lookups.devices()).map(mapDevice)),
    metrics: (_, __, { service }) => service.metrics(),
    searchSpaces: async (_, __, { lookups }) => byKey((await lookups.spaces()).map(mapSearchSpace)),
    task: (_, { id }, { lookups }) => orNull(lookups.task(keyOf("Task", id, "id")).then(mapTask)),
    device: (_, { id }, { lookups }) => orNull(lookups.device(keyOf("Device", id, "id")).then(mapDevice)),
    searchSpace: (_, { id }, { lookups }) =>
      orNull(lookups.space(keyOf("SearchSpace", id, "id")).then(mapSearchSpace)),
  },
  Mutation: {
    deleteRecord: changing(async ({ service }, { input: { id, dryRun, ...input } }) => {
      const asked = { ...input, id: keyOf(NODE_OF[input.kind], id, "id") };
      const { id: key, ...deletion } = await (dryRun
        ? service.planDeletion(asked)
        : service.deleteRecord(asked));
      return { __typename: "DeleteRecordSuccess" as const, key, ...deletion };
    }),
    registerTask: changing(async ({ service }, { input }) => {
      const space = keyOf("SearchSpace", input.space, "space");
      const { task, created } = await service.registerTask({ ...defined(input), space });
      return { __typename: "RegisterTaskSuccess" as const, task: mapTask(task), created };
    }),
    registerDevice: changing(async ({ service }, { input }) => {
      const { device, created } = await service.registerDevice(defined(input));
      return { __typename: "RegisterDeviceSuccess" as const, device: mapDevice(device), created };
    }),
    addMetric: changing(async ({ service }, { input }) => ({
      __typename: "AddMetricSuccess" as const,
      ...(await service.addMetric(defined(input))),
    })),
    registerSearchSpace: changing(async ({ service }, { input }) => {
      const { space, created } = await service.registerSearchSpace(input.space);
      return { __typename: "RegisterSearchSpaceSuccess" as const, space: mapSearchSpace(space), created };
    }),
    importOperatorProfile: changing(async ({ service, lookups }, { input }) => {
      const { dryRun = false, ...given } = defined(input);
      const profile = {
        ...given,
        device: keyOf("Device", input.device, "device"),
        ...defined({
          spaces: optional(input.spaces, (spaces) =>
            spaces.map((space, i) => keyOf("SearchSpace", space, `spaces[${i}]`)),
          ),
        }),
      };
      const report = await (dryRun
        ? service.previewOperatorProfile(profile)
        : service.importOperatorProfile(profile));
      const known = (await lookups.devices()).find(({ id }) => id === report.device);
      const device = mapDevice(
        known ?? (dryRun ? namedDevice(report.device) : await service.device(report.device)),
      );
      const coverage = report.coverage.map(async ({ space, ...keys }) => ({
        ...keys,
        space: mapSearchSpace(await lookups.space(space)),
      }));
      const done = { ...report, dryRun, device, coverage: await Promise.all(coverage) };
      return { __typename: "ImportOperatorProfileSuccess" as const, ...done };
    }),
  },
};

function byKey<T extends { readonly key: string }>(models: readonly T[]): T[] {
  return models.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
