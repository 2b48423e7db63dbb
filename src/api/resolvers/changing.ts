import type { ApiContext } from "../context.js";
import { attempt, type ProblemModel } from "../problems.js";

/** Resolver of a mutation: expected failures become data, and cached look-ups are dropped afterwards. */
export function changing<Arguments, Success>(
  work: (context: ApiContext, args: Arguments) => Promise<Success>,
): (parent: unknown, args: Arguments, context: ApiContext) => Promise<Success | ProblemModel> {
  return (_, args, context) => attempt(() => work(context, args).finally(() => context.refresh()));
}
