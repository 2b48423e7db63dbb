import type { Resolvers } from "../generated/types.js";
import type { Job } from "../operations/jobs.js";
import { changing } from "./changing.js";

/** Resolvers of the long operations of this server. */
export const jobs: Resolvers = {
  Query: {
    jobs: (_, _arguments, context) => context.jobs.list().map(mapJob),
  },
  Mutation: {
    cancelJob: changing(async (context, { id }) => ({
      __typename: "CancelJobSuccess" as const,
      job: mapJob(context.jobs.cancel(id)),
    })),
  },
};

const mapJob = ({ key, fields, startedAt }: Job) => ({
  key,
  fields: [...fields],
  startedAt: startedAt.toISOString(),
  seconds: (Date.now() - startedAt.getTime()) / 1000,
});
