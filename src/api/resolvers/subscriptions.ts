import { defined } from "../../base/defined.js";
import { checkSources } from "../../service/front/front.js";
import { follow } from "../follow.js";
import type { Resolvers } from "../generated/types.js";
import { keyOf } from "../input/ids.js";
import { mapArchitecture, mapDevice, mapTask } from "../mapping/nodes.js";
import { mapFrontChange, mapProgress } from "../mapping/points.js";

/**
 * Resolvers of subscriptions. Ids are checked before the first event, so that an unknown id is an error of the request.
 */
export const subscriptions: Resolvers = {
  Subscription: {
    searchProgress: {
      subscribe: async (_, { id }, context) => {
        const key = keyOf("SearchRun", id, "id");
        await context.service.run(key);
        const start = (signal: AbortSignal) => context.service.followRun(key, signal);
        return follow(start, (progress) => {
          context.refresh();
          return { searchProgress: mapProgress(progress) };
        });
      },
    },
    frontChanged: {
      subscribe: async (_, args, context) => {
        const task = await context.service.task(keyOf("Task", args.task, "task"));
        const device = await context.service.device(keyOf("Device", args.device, "device"));
        const sources = checkSources(args.sources ?? undefined);
        const followed = { task: task.id, device: device.id, ...defined({ sources }) };
        const start = (signal: AbortSignal) => context.service.followFront(followed, signal);
        return follow(start, async (change) => {
          context.refresh();
          const removed = await Promise.all(change.removed.map((key) => context.lookups.report(key)));
          return {
            frontChanged: {
              task: mapTask(task),
              device: mapDevice(device),
              ...mapFrontChange(change, task.space),
              removed: removed.map(mapArchitecture),
            },
          };
        });
      },
    },
  },
};
