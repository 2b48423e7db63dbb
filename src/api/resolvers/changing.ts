import type { ApiContext } from "../context.js";
import { attempt, type ProblemModel } from "../problems.js";

/** A mutation: its expected failures are data, and what was looked up before it is forgotten. */
export function changing<Arguments, Success>(
  work: (context: ApiContext, args: Arguments) => Promise<Success>,
): (parent: unknown, args: Arguments, context: ApiContext) => Promise<Success | ProblemModel> {
  return (_, args, context) => attempt(() => work(context, args).finally(() => context.refresh()));
}
