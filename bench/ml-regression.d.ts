declare module "ml-regression" {
  /** Least squares without a penalty. */
  export class MultivariateLinearRegression {
    constructor(x: readonly (readonly number[])[], y: readonly (readonly number[])[]);
    predict(x: readonly number[]): number[];
  }
}
