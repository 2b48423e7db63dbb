import { defined, optional } from "../../base/defined.js";
import { advised } from "../../base/remedy.js";
import { shownName } from "../../search/objective-names.js";
import type { Front } from "../../service/front/front.js";
import type { ApiContext } from "../context.js";
import type {
  QueryParetoFrontArgs,
  QuerySuggestMeasurementsArgs,
  Resolvers,
  ResolversTypes,
} from "../generated/types.js";
import { architectureOf, constraintsOf, devicesOf, objectivesOf, preferenceOf } from "../input/arguments.js";
import { type CursorScope, decodeCursor, encodeCursor, queryScope } from "../input/cursor.js";
import { keyOf } from "../input/ids.js";
import { pageSize, takePage } from "../input/page.js";
import { mapFrontColumns, mapGeneColumns } from "../mapping/front-columns.js";
import { mapArchitecture, mapDevice, mapTask } from "../mapping/nodes.js";
import { builtInOf, mapOwnEstimates, ownNamesOf } from "../mapping/own-metrics.js";
import { mapMetricValues, mapNamedValues, mapNearest, mapPoint, mapPrediction } from "../mapping/points.js";
import { attempt } from "../problems.js";

/** Resolvers of Pareto fronts, recommendations, predictions and suggestions of what to measure next. */
export const fronts: Resolvers = {
  DeviceCosts: {
    device: async ({ device }, _, { lookups }) => mapDevice(await lookups.device(device)),
    latency: ({ latency }) => latency ?? null,
    energy: ({ energy }) => energy ?? null,
    metrics: mapOwnEstimates,
  },
  FrontColumns: {
    genes: ({ genesOf }) => mapGeneColumns(genesOf()),
  },
  Query: {
    paretoFront: async (_, args, { service, lookups }) => {
      const size = pageSize(args.first);
      const query = frontQueryOf(args);
      const front = await service.paretoFront(query);
      const { space } = await lookups.task(query.task);
      const scope = queryScope("paretoFront", query, front.version);
      const start = startOf(front, scope, args.after);
      const { items, hasMore } = takePage(front.points.slice(start, start + size + 1), size);
      const edges = items.map((point, i) => ({
        cursor: encodeCursor(scope, [start + i, point.id]),
        node: mapPoint(point, space),
      }));
      return {
        edges,
        nodes: edges.map(({ node }) => node),
        pageInfo: pageInfoOf(edges, hasMore, start > 0),
        totalCount: front.points.length,
        objectives: builtInOf(front.objectives),
        ownObjectives: ownNamesOf(front.objectives),
        objectiveNames: front.objectives.map(shownName),
        referencePoint: mapMetricValues(front.referencePoint),
        referenceValues: mapNamedValues(front.referencePoint),
        hypervolume: front.hypervolume,
        hypervolumePredicted: front.hypervolumePredicted,
        sources: front.sources,
        notes: front.notes,
        nearest: mapNearest(front.nearest, space),
        version: front.version,
      };
    },
    frontColumns: async (_, args, { service, lookups }) => {
      const columns = await service.frontColumns({
        task: keyOf("Task", args.task, "task"),
        device: keyOf("Device", args.device, "device"),
        ...defined({ bins: args.bins, sources: args.sources, genes: args.genes }),
      });
      const task = mapTask(await lookups.task(columns.task));
      const device = mapDevice(await lookups.device(columns.device));
      return { task, device, ...mapFrontColumns(columns) };
    },
    recommend: (_, args, { service, lookups }) =>
      attempt(async () => {
        const task = keyOf("Task", args.task, "task");
        const found = await service.recommend({
          task,
          ...devicesOf(args),
          ...constraintsOf(args.constraints),
          ...preferenceOf(args.preference),
          ...objectivesOf(args),
          ...defined({ confidence: args.confidence, sources: args.sources }),
        });
        const { space } = await lookups.task(task);
        if (found.kind === "infeasible") {
          const nearest = mapNearest(found.nearest, space);
          return { __typename: "Infeasible" as const, nearest, notes: found.notes };
        }
        const point = mapPoint(found.point, space);
        return { __typename: "Recommendation" as const, point, reason: found.reason, notes: found.notes };
      }),
    predict: (_, args, { service, lookups }) =>
      attempt(async () => {
        const task = keyOf("Task", args.task, "task");
        const { predictions, notes } = await service.predict({
          task,
          ...defined({ device: optional(args.device, (id) => keyOf("Device", id, "device")) }),
          architectures: args.architectures.map((value, i) => architectureOf(value, `architectures[${i}]`)),
        });
        const { space } = await lookups.task(task);
        return {
          __typename: "Predictions" as const,
          predictions: predictions.map((found) => mapPrediction(found, space)),
          notes: notes.map((note) => advised(note, "graphql")),
        };
      }),
    suggestMeasurements: async (_, args, context) => {
      const { architectures } = await suggestionsOf(context, args);
      return architectures;
    },
    measurementSuggestions: (_, args, context) => suggestionsOf(context, args),
  },
};

async function suggestionsOf({ service, lookups, deadline }: ApiContext, args: QuerySuggestMeasurementsArgs) {
  const task = keyOf("Task", args.task, "task");
  const device = keyOf("Device", args.device, "device");
  const { points, notes } = await service.suggestMeasurements(
    { task, device, count: args.count },
    deadline.signal,
  );
  const { space } = await lookups.task(task);
  const architectures = points.map(({ id, architecture }) => mapArchitecture({ id, architecture, space }));
  return { architectures, notes };
}

function frontQueryOf(args: QueryParetoFrontArgs) {
  return {
    task: keyOf("Task", args.task, "task"),
    ...devicesOf(args),
    ...constraintsOf(args.constraints),
    ...objectivesOf(args),
    ...defined({ sources: args.sources }),
  };
}

/** Index of the first point behind the cursor, whose compound key is (position, architecture); 0 without a cursor. */
function startOf(front: Front, scope: CursorScope, after: string | null | undefined): number {
  if (after === null || after === undefined) return 0;
  const [position, key] = decodeCursor(scope, after);
  const at = front.points.findIndex((point) => point.id === key);
  return (at < 0 ? Number(position) : at) + 1;
}

/** The `PageInfo` of a page with these edges. */
export function pageInfoOf(
  edges: readonly { readonly cursor: string }[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
): Extract<ResolversTypes["PageInfo"], { readonly hasNextPage: unknown }> {
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
}
