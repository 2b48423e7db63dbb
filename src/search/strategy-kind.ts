import type { Problem, Strategy } from "./ports.js";

export interface StrategyOptions {
  readonly seed: number;
  /** Population size that replaces the strategy's default; strategies without a population ignore it. */
  readonly populationSize?: number;
}

/** A kind of strategy: its name, how to create an instance, and what it uses. `strategies.ts` lists all kinds. */
export interface StrategyKind<Name extends string = string> {
  readonly name: Name;
  /** One sentence for help texts. */
  readonly description: string;
  /** Whether it models the objectives and thus can use predictors of other tasks and devices, and operator profiles. */
  readonly modelsObjectives: boolean;
  /** Whether it requests cheap scores of accuracy. */
  readonly requestsScores: boolean;
  /** Whether it ignores the scores of single backbones (`Problem.modalities`), uses them, or needs them. */
  readonly backboneScores: "ignored" | "used" | "needed";
  create(problem: Problem, options: StrategyOptions): Strategy;
}
