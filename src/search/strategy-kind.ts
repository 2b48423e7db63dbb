import type { Problem, Strategy } from "./ports.js";

export interface StrategyOptions {
  readonly seed: number;
  /** Population size that replaces the strategy's default; strategies without a population ignore it. */
  readonly populationSize?: number;
}

/** A strategy under its name: how to make one, what it can use and what it needs. `strategies.ts` lists them all. */
export interface StrategyKind<Name extends string = string> {
  readonly name: Name;
  /** One sentence for help texts. */
  readonly description: string;
  /** Whether it models the objectives, so that predictors of other tasks and devices, and operator profiles, help it. */
  readonly modelsObjectives: boolean;
  /** Whether it buys cheap scores of accuracy. */
  readonly buysScores: boolean;
  /** Whether it uses what each backbone is worth alone, or cannot do without. */
  readonly backboneScores: "ignored" | "used" | "needed";
  create(problem: Problem, options: StrategyOptions): Strategy;
}
