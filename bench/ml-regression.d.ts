declare module "ml-regression" {
  /** Least squares without a penalty: `x` has one row per example, `y` one row of targets per example. */
  export class MultivariateLinearRegression {
    constructor(x: readonly (readonly number[])[], y: readonly (readonly number[])[]);
    predict(x: readonly number[]): number[];
  }
}
