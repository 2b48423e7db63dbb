import type { Parallel } from "../../../charts/parallel.js";
import { shortNumber } from "../../../charts/scale.js";
import type { ValuedAxis } from "./axes.js";

type Range = readonly [low: number, high: number];

/** Width of the part of an axis that takes the pointer, and least movement that is no click [px]. */
const WIDTH = 34;
const CLICK = 3;

/** The chosen range of an axis: dragged with the pointer, or moved with the arrow keys. */
export function AxisRange({
  axis,
  place: { x, scale },
  range,
  set,
}: {
  readonly axis: ValuedAxis;
  readonly place: Parallel["places"][number];
  readonly range: Range | undefined;
  readonly set: (range: Range | undefined, isStep: boolean) => void;
}) {
  const { choices, title, unit, domain } = axis;
  const [top, bottom] = [Math.min(...scale.range), Math.max(...scale.range)];
  const clamped = (y: number) => Math.min(bottom, Math.max(top, y));
  /** The range between two places; that of a gene has whole choices. */
  const between = (a: number, b: number): Range => {
    const [low, high] = [scale.value(clamped(a)), scale.value(clamped(b))].sort((m, n) => m - n);
    return choices === undefined ? [low, high] : wholeChoices(low, high);
  };
  const words = (value: number) =>
    choices === undefined ? shortNumber(value) : (choices[Math.round(value)] ?? String(value));
  const drag = (event: PointerEvent & { readonly currentTarget: SVGRectElement }) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    const box = (handle.ownerSVGElement as SVGSVGElement).getBoundingClientRect();
    const start = event.clientY - box.top;
    handle.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    const follow = (moved: PointerEvent) => {
      const at = moved.clientY - box.top;
      if (Math.abs(at - start) >= CLICK) set(between(start, at), false);
    };
    const end = (moved: PointerEvent) => {
      handle.removeEventListener("pointermove", follow);
      if (Math.abs(moved.clientY - box.top - start) < CLICK) set(undefined, true);
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("pointerup", end, { once: true });
  };
  const step = (by: number, isUpper: boolean) => {
    const [low, high] = range ?? domain;
    const moved = (value: number) =>
      choices === undefined ? scale.value(clamped(scale.place(value) - 8 * by)) : value + by;
    const limit = (value: number) => Math.min(domain[1], Math.max(domain[0], value));
    const next = isUpper ? [low, limit(moved(high))] : [limit(moved(low)), high];
    if (next[0] <= next[1]) set([next[0], next[1]], false);
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by !== undefined) step(by, event.shiftKey);
    else if (["Delete", "Backspace", "Escape"].includes(event.key)) set(undefined, true);
    else return;
    event.preventDefault();
  };
  const ends = range?.map((value) => clamped(scale.place(value))).sort((a, b) => a - b);
  // A chosen gene is marked around its choices, so that one choice is visible as well.
  const [from, to] = ends === undefined ? [0, 0] : choices === undefined ? ends : [ends[0] - 9, ends[1] + 9];
  return (
    <g class="axis-range">
      {ends !== undefined && (
        <rect class="chosen-range" x={x - 6} y={from} width={12} height={Math.max(2, to - from)} />
      )}
      <rect
        class="axis-handle"
        x={x - WIDTH / 2}
        y={top - 10}
        width={WIDTH}
        height={bottom - top + 20}
        tabindex={0}
        role="slider"
        aria-label={`Range of ${title}${unit === undefined || unit === "" ? "" : ` [${unit}]`}`}
        aria-orientation="vertical"
        aria-valuemin={domain[0]}
        aria-valuemax={domain[1]}
        aria-valuenow={range?.[0] ?? domain[0]}
        aria-valuetext={range === undefined ? "all" : `${words(range[0])} to ${words(range[1])}`}
        onPointerDown={drag}
        onKeyDown={press}
      />
    </g>
  );
}

/** The whole choices between two places of an axis; the nearest one where it has none. */
function wholeChoices(low: number, high: number): Range {
  const [first, last] = [Math.ceil(low - 0.25), Math.floor(high + 0.25)];
  if (first <= last) return [first, last];
  const nearest = Math.round((low + high) / 2);
  return [nearest, nearest];
}
