import { HarmonicError, type ProblemCode } from "../../base/errors.js";
import type { OnStage, TrainingTools } from "../../cli/training-tools.js";

/** What the training process is asked; `call` numbers the calls of one parent. */
export type Request =
  | {
      readonly call: number;
      readonly method: keyof TrainingTools;
      readonly given: readonly unknown[];
    }
  | { readonly call: number; readonly abort: true };

/** What it answers: any number of notes and stages, then one end. */
export type Answer =
  | { readonly note: string }
  | { readonly call: number; readonly stage: Parameters<OnStage> }
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly failure: Failure };

export interface Failure {
  readonly message: string;
  readonly code?: ProblemCode;
  readonly field?: string;
  readonly stack?: string;
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack } = error;
  if (!(error instanceof HarmonicError)) return { message, ...(stack === undefined ? {} : { stack }) };
  const { code, field } = error;
  return { message, code, ...(field === undefined ? {} : { field }) };
}

export function errorOf({ message, code, field, stack }: Failure): Error {
  if (code !== undefined) return new HarmonicError(code, message, field);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
