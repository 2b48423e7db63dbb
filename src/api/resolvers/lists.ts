import { defined, optional } from "../../base/defined.js";
import { COST_METRICS } from "../../base/metric.js";
import { orderEvaluations } from "../../runs/view/order-evaluations.js";
import type { Resolvers } from "../generated/types.js";
import { pageOf } from "../input/connection.js";
import { queryScope } from "../input/cursor.js";
import { keyOf } from "../input/ids.js";
import { mapEvaluation } from "../mapping/evaluations.js";
import { mapArchitecture, mapDevice, mapMeasurement } from "../mapping/nodes.js";
import { mapOwnEstimates, mapOwnValues } from "../mapping/own-metrics.js";

/** Resolvers of lists: evaluations of a run, measurements and architectures. */
export const lists: Resolvers = {
  EvaluatedCosts: {
    metrics: ({ device: _, ...values }) => mapOwnValues(values),
    device: async ({ device }, _, { lookups }) => mapDevice(await lookups.device(device)),
  },
  Query: {
    evaluations: async (_, { first, after, ...args }, { service }) => {
      const { run, ...filter } = { ...defined(args), run: keyOf("SearchRun", args.run, "run") };
      const found = await service.evaluations(run);
      const scope = queryScope("evaluations", { ...filter, run: found.run.id }, "");
      const list = orderEvaluations(found, filter);
      const page = pageOf(list, ({ number }) => String(number), scope, { first, after });
      const edges = page.items.map(({ item, cursor }) => ({ cursor, node: mapEvaluation(item, found.run) }));
      return { ...page, edges, nodes: edges.map(({ node }) => node) };
    },
    measurements: async (_, { first, after, ...args }, { service }) => {
      const query = defined({
        ...args,
        task: optional(args.task ?? undefined, (id) => keyOf("Task", id, "task")),
        device: optional(args.device ?? undefined, (id) => keyOf("Device", id, "device")),
        architecture: optional(args.architecture ?? undefined, (id) =>
          keyOf("Architecture", id, "architecture"),
        ),
        run: optional(args.run ?? undefined, (id) => keyOf("SearchRun", id, "run")),
        import: optional(args.import ?? undefined, (id) => keyOf("SampleTable", id, "import")),
      });
      const list = await service.measurements(query);
      const page = pageOf(list, ({ id }) => id, queryScope("measurements", query, ""), { first, after });
      const edges = page.items.map(({ item, cursor }) => ({ cursor, node: mapMeasurement(item) }));
      return { ...page, edges, nodes: edges.map(({ node }) => node) };
    },
    architectures: async (_, { first, after, ...args }, { service }) => {
      const query = defined({
        ...args,
        space: optional(args.space ?? undefined, (id) => keyOf("SearchSpace", id, "space")),
        task: optional(args.task ?? undefined, (id) => keyOf("Task", id, "task")),
        device: optional(args.device ?? undefined, (id) => keyOf("Device", id, "device")),
      });
      const list = await service.architectures(query);
      const page = pageOf(list, ({ id }) => id, queryScope("architectures", query, ""), { first, after });
      const edges = page.items.map(({ item, cursor }) => ({
        cursor,
        node: mapArchitecture(item),
        accuracy: item.accuracy ?? null,
        metrics: mapOwnEstimates(item),
        ...Object.fromEntries(COST_METRICS.map((metric) => [metric, item[metric] ?? null])),
      }));
      return { ...page, edges, nodes: edges.map(({ node }) => node) };
    },
  },
};
