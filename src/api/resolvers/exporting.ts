import { defined } from "../../base/defined.js";
import { architectureIdOf } from "../../base/ids.js";
import type { Resolvers } from "../generated/types.js";
import { architectureOf } from "../input/arguments.js";
import { keyOf } from "../input/ids.js";
import { mapArchitecture } from "../mapping/nodes.js";
import { exportPath, layerPath } from "../operations/download.js";
import { attempt } from "../problems.js";

/** Resolver of the export of networks. */
export const exporting: Resolvers = {
  Query: {
    exportLayer: (_, args, { service }) =>
      attempt(async () => {
        const input = { space: keyOf("SearchSpace", args.space, "space"), key: args.key, batch: args.batch };
        const { space, key, batch } = await service.exportLayer(input);
        return { __typename: "ExportedLayer" as const, key, path: layerPath({ space, key, batch }) };
      }),
    exportArchitecture: (_, args, { service, lookups, deadline }) =>
      attempt(async () => {
        const task = keyOf("Task", args.task, "task");
        const input = {
          task,
          architecture: architectureOf(args.architecture, "architecture"),
          format: args.format,
          seed: args.seed,
          ...defined({ batch: args.batch }),
        };
        const { subject, files, weights } = await service.exportArchitecture(input, deadline.signal);
        const { id, genes } = subject.architecture;
        const { space } = await lookups.task(task);
        return {
          __typename: "ExportedArchitecture" as const,
          architecture: mapArchitecture({ id: architectureIdOf(id), space, architecture: genes }),
          files,
          weights: weights.kind,
          note: weights.kind === "seeded" ? weights.note : null,
          path: exportPath({ ...input, architecture: genes }, id),
        };
      }),
  },
};
