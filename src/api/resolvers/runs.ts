import { defined, optional } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { type RunId, runId } from "../../base/ids.js";
import { objectiveNamesOf } from "../../runs/request/optimised.js";
import type { RunPage } from "../../runs/view/run-progress.js";
import { statusName } from "../../runs/view/status-name.js";
import { shownName } from "../../search/objective-names.js";
import type { Resolvers } from "../generated/types.js";
import { constraintsOf, objectivesOf } from "../input/arguments.js";
import { decodeCursor, encodeCursor, queryScope } from "../input/cursor.js";
import { keyOf } from "../input/ids.js";
import { pageSize, takePage } from "../input/page.js";
import { mapDevice, mapSearchRun, mapSearchSpace, mapTask } from "../mapping/nodes.js";
import { builtInOf, mapOwnLimits, ownNamesOf } from "../mapping/own-metrics.js";
import { mapProgress } from "../mapping/points.js";
import { orNull } from "../problems.js";
import { changing } from "./changing.js";
import { pageInfoOf } from "./fronts.js";

/** Resolvers of search runs: listing, starting, stopping, resuming. */
export const runs: Resolvers = {
  SearchRun: {
    space: async ({ space }, _, { lookups }) => mapSearchSpace(await lookups.space(space)),
    task: async ({ settings }, _, { lookups }) => mapTask(await lookups.task(settings.task)),
    devices: ({ settings }, _, { lookups }) =>
      Promise.all(settings.devices.map(async (key) => mapDevice(await lookups.device(key)))),
    budget: ({ settings }) => settings.budget,
    evaluator: ({ settings }) => settings.evaluator,
    samples: ({ settings }) => settings.samples ?? null,
    strategy: ({ settings }) => settings.strategy,
    objectives: ({ settings }) => (settings.objectives && builtInOf(settings.objectives)) ?? null,
    ownObjectives: ({ settings }) => ownNamesOf(settings.objectives ?? []),
    objectiveNames: ({ settings }) => objectiveNamesOf(settings)?.map(shownName) ?? null,
    constraints: ({ settings: { constraints } }) => ({
      ...constraints,
      limits: mapOwnLimits(constraints.limits),
      perDevice: constraints.perDevice ?? [],
    }),
    seed: ({ settings }) => settings.seed,
    parallel: ({ settings }) => settings.parallel ?? null,
    timeLimitSeconds: ({ settings }) => settings.timeLimitSeconds ?? null,
    plateau: ({ settings }) => settings.plateau ?? null,
    fidelities: ({ settings }) => settings.fidelities ?? [],
    status: ({ status }) => statusName(status),
    stoppedBy: ({ status }) => ("rule" in status ? (status.rule ?? null) : null),
    expectedGain: ({ status }) => ("expectedGain" in status ? (status.expectedGain ?? null) : null),
    endedAt: ({ status }) => ("at" in status ? status.at : null),
    reason: ({ status }) => ("reason" in status ? status.reason : null),
    progress: async ({ key }, _, { service }) => mapProgress(await service.run(key)),
  },
  SearchDeviceLimits: {
    device: async ({ device }, _, { lookups }) => mapDevice(await lookups.device(device)),
  },
  Query: {
    searchRuns: async (_, { first, after }, { service }) => {
      const size = pageSize(first);
      const scope = queryScope("searchRuns", {}, "");
      const found = await service.runs({ limit: size + 1, ...pageAfter(after) });
      const { items, hasMore } = takePage(found, size);
      const edges = items.map((run) => ({
        cursor: encodeCursor(scope, [run.createdAt, run.id]),
        node: mapSearchRun(run),
      }));
      return {
        edges,
        nodes: edges.map(({ node }) => node),
        pageInfo: pageInfoOf(edges, hasMore, Boolean(after)),
      };
    },
    searchRun: (_, { id }, { service }) =>
      orNull(service.run(keyOf("SearchRun", id, "id")).then(({ run }) => mapSearchRun(run))),
  },
  Mutation: {
    startSearch: changing(async ({ service, deadline }, { input }) => {
      const { constraints, plateau, objectives, ownObjectives, objectiveNames, ...settings } = defined(input);
      const request = {
        ...settings,
        task: keyOf("Task", input.task, "task"),
        devices: input.devices.map((device, i) => keyOf("Device", device, `devices[${i}]`)),
        ...defined({ samples: optional(input.samples, (id) => keyOf("SampleTable", id, "samples")) }),
        ...defined({ plateau: optional(plateau, (given) => defined(given)) }),
        ...objectivesOf({ objectives, ownObjectives, objectiveNames }),
        ...constraintsOf(constraints),
      };
      const run = await service.startSearch(request, deadline.signal);
      return { __typename: "StartSearchSuccess" as const, run: mapSearchRun(run) };
    }),
    cancelSearch: changing(async ({ service }, { id }) => {
      const run = await service.cancelSearch(keyOf("SearchRun", id, "id"));
      return { __typename: "CancelSearchSuccess" as const, run: mapSearchRun(run) };
    }),
    resumeSearch: changing(async ({ service }, { id, budget, parallel }) => {
      const run = await service.resumeSearch(
        keyOf("SearchRun", id, "id"),
        budget ?? undefined,
        parallel ?? undefined,
      );
      return { __typename: "ResumeSearchSuccess" as const, run: mapSearchRun(run) };
    }),
  },
};

function pageAfter(after: string | null | undefined): Pick<RunPage, "after"> {
  if (after === null || after === undefined) return {};
  const [createdAt, id] = decodeCursor(queryScope("searchRuns", {}, ""), after);
  if (typeof createdAt !== "string") throw new InvalidInput("after", "after is not a cursor of searchRuns");
  return { after: { createdAt, id: runId(id) satisfies RunId } };
}
