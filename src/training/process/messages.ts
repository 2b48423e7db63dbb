import { defined } from "../../base/defined.js";
import { HarmonicError, type ProblemCode } from "../../base/errors.js";
import type { Remedy } from "../../base/remedy.js";
import type { OnStage, TrainingTools } from "../../cli/training-tools.js";

/** A message to the training process: a call, or the wish to abort one. `call` is unique within the parent. */
export type Request =
  | {
      readonly call: number;
      readonly method: keyof TrainingTools;
      readonly args: readonly unknown[];
    }
  | { readonly call: number; readonly abort: true };

/** A message from the training process. A call is answered by any number of stages, then one result or failure. */
export type Answer =
  | { readonly note: string }
  | { readonly call: number; readonly stage: Parameters<OnStage> }
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly failure: Failure };

/** An error in a form that can be sent between processes; `code`, `field` and `remedy` are of a `HarmonicError`. */
export interface Failure {
  readonly message: string;
  readonly code?: ProblemCode;
  readonly field?: string;
  readonly remedy?: Remedy;
  readonly stack?: string;
}

/** Makes an error sendable; of errors that are not a `HarmonicError` it includes the stack. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack } = error;
  if (!(error instanceof HarmonicError)) return { message, ...(stack === undefined ? {} : { stack }) };
  const { code, text, field, remedy } = error;
  return { message: text, code, ...defined({ field, remedy }) };
}

/** Restores the error: a `HarmonicError` where there is a code, else a plain `Error`. */
export function errorOf({ message, code, field, remedy, stack }: Failure): Error {
  if (code !== undefined) return new HarmonicError(code, message, field, remedy);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
