/** A function to minimise: its value at `point` (Infinity: not defined there), and its gradient for when that is asked for. */
export type DifferentiableFunction = (point: Float64Array) => {
  readonly value: number;
  readonly gradient: () => Float64Array;
};

const MEMORY = 8;
const ARMIJO = 1e-4;
/** No coordinate moves further in one step: hyperparameters are logarithms, where a step of 2 is a factor of 7. */
const LONGEST_STEP = 2;

interface Point {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: () => Float64Array;
}

/** A point at which the gradient is known. */
interface Step extends Omit<Point, "gradient"> {
  readonly gradient: Float64Array;
}

/**
 * L-BFGS with backtracking (Nocedal & Wright, Numerical Optimization, algorithms 7.4 and 3.1). Spends at most
 * `evaluations` calls, stops earlier once a step gains less than `tolerance`. Never returns a point worse than `start`.
 */
export function minimise(
  objective: DifferentiableFunction,
  start: Float64Array,
  options: { readonly evaluations: number; readonly tolerance: number },
): { readonly point: Float64Array; readonly value: number; readonly evaluations: number } {
  let spent = 0;
  const evaluate = (x: Float64Array): Point => {
    spent++;
    return { x, ...objective(x) };
  };
  const first = evaluate(start.slice());
  if (!Number.isFinite(first.value)) return { point: first.x, value: first.value, evaluations: spent };
  let current = withGradient(first);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  while (spent < options.evaluations) {
    const along = direction(current.gradient, steps, changes);
    const next = search(current, along, evaluate, () => spent < options.evaluations);
    if (next === undefined) {
      if (steps.length === 0) break;
      steps.length = 0;
      changes.length = 0;
      continue;
    }
    const isLast = current.value - next.value < options.tolerance || spent >= options.evaluations;
    if (isLast) return { point: next.x, value: next.value, evaluations: spent };
    const there = withGradient(next);
    remember(steps, changes, current, there);
    current = there;
  }
  return { point: current.x, value: current.value, evaluations: spent };
}

const withGradient = ({ x, value, gradient }: Point): Step => ({ x, value, gradient: gradient() });

function search(
  from: Step,
  along: Float64Array,
  evaluate: (x: Float64Array) => Point,
  mayGoOn: () => boolean,
): Point | undefined {
  const slope = inner(from.gradient, along);
  if (!(slope < 0)) return undefined;
  let step = 1;
  while (mayGoOn()) {
    const next = evaluate(from.x.map((x, i) => x + step * along[i]));
    if (next.value <= from.value + ARMIJO * step * slope) return next;
    step *= Number.isFinite(next.value) ? parabolic(from.value, next.value, slope, step) : 0.25;
    if (step < 1e-6) return undefined;
  }
  return undefined;
}

/** The factor to the minimum of the parabola through both values and the slope, kept within [0.1, 0.5]. */
function parabolic(value: number, next: number, slope: number, step: number): number {
  const factor = (-slope * step) / (2 * (next - value - slope * step));
  return Math.min(0.5, Math.max(0.1, factor));
}

function direction(gradient: Float64Array, steps: Float64Array[], changes: Float64Array[]): Float64Array {
  const d = gradient.map((g) => -g);
  const weights: number[] = [];
  for (let m = steps.length - 1; m >= 0; m--) {
    weights[m] = inner(steps[m], d) / inner(steps[m], changes[m]);
    add(d, changes[m], -weights[m]);
  }
  const last = steps.length - 1;
  const scale =
    last >= 0
      ? inner(steps[last], changes[last]) / inner(changes[last], changes[last])
      : 1 / Math.max(1, Math.sqrt(inner(gradient, gradient)));
  for (let i = 0; i < d.length; i++) d[i] *= scale;
  for (let m = 0; m < steps.length; m++) {
    add(d, steps[m], weights[m] - inner(changes[m], d) / inner(steps[m], changes[m]));
  }
  const longest = d.reduce((a, x) => Math.max(a, Math.abs(x)), 0);
  return longest > LONGEST_STEP ? d.map((x) => (x * LONGEST_STEP) / longest) : d;
}

function remember(steps: Float64Array[], changes: Float64Array[], from: Step, to: Step): void {
  const step = to.x.map((x, i) => x - from.x[i]);
  const change = to.gradient.map((g, i) => g - from.gradient[i]);
  if (inner(step, change) <= 1e-10 * inner(change, change)) return;
  steps.push(step);
  changes.push(change);
  if (steps.length > MEMORY) {
    steps.shift();
    changes.shift();
  }
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function add(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] += factor * source[i];
}
