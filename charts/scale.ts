/** How an axis places values: equal differences, or equal ratios, are equally far apart. */
export type ScaleKind = "linear" | "log";

/** Places the values of a domain on a range of pixels. */
export interface Scale {
  readonly kind: ScaleKind;
  readonly domain: readonly [low: number, high: number];
  readonly range: readonly [from: number, to: number];
  /** The pixel of a value; values beyond the domain lie beyond the range. */
  place(value: number): number;
  /** The value at a pixel. */
  value(pixel: number): number;
  /** About `count` round values inside the domain, ascending. */
  ticks(count: number): readonly number[];
}

/** Makes a scale. A logarithmic one needs a domain above 0. */
export function scaleOf(
  kind: ScaleKind,
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const [to, back] = kind === "log" ? [Math.log, Math.exp] : [same, same];
  const [low, high] = domain.map(to);
  const factor = (range[1] - range[0]) / (high - low || 1);
  return {
    kind,
    domain,
    range,
    place: (value) => range[0] + (to(value) - low) * factor,
    value: (pixel) => back(low + (pixel - range[0]) / factor),
    ticks: (count) => (kind === "log" ? logTicks(domain, count) : linearTicks(domain, count)),
  };
}

const same = (value: number): number => value;

/**
 * A domain that contains the values with some room at both ends. Values at which a logarithm has no value are left out
 * of a logarithmic domain; without any values it is 1 to 10.
 */
export function domainOf(kind: ScaleKind, values: Iterable<number>, room = 0.05): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value) || (kind === "log" && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [1, 10];
  if (kind === "log") {
    const ratio = high > low ? (high / low) ** room : 1.5;
    return [low / ratio, high * ratio];
  }
  const margin = high > low ? (high - low) * room : Math.abs(high) * 0.1 || 1;
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}

function linearTicks([low, high]: readonly [number, number], count: number): number[] {
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5].find((one) => one * power >= raw) ?? 10) * power;
  const first = Math.ceil(low / step);
  const ticks: number[] = [];
  for (let i = first; i * step <= high * (1 + 1e-12); i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** Ticks at 1, 2 and 5 times powers of ten, or finer ones where the domain has fewer than two of them. */
function logTicks(domain: readonly [number, number], count: number): number[] {
  const [low, high] = domain;
  for (const factors of [[1], [1, 2, 5], [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9]]) {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++)
      for (const factor of factors) {
        const tick = Number((factor * 10 ** power).toPrecision(12));
        if (tick >= low && tick <= high) ticks.push(tick);
      }
    if (ticks.length >= Math.min(4, count))
      return ticks.length <= 2 * count ? ticks : ticks.filter((_, i) => i % 2 === 0);
  }
  return linearTicks(domain, count);
}

/** A number for people: four significant digits, with thousands set apart. */
export function shortNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(2);
  return new Intl.NumberFormat("en", { maximumSignificantDigits: digits }).format(value);
}
