import type { Frame } from "../../../charts/frame.js";
import { shortNumber } from "../../../charts/scale.js";
import type { Column } from "../../api/columns.js";
import { wordsOf } from "../../parts/metrics.js";
import { isLimited, limits, setLimit, view } from "../view.js";

/** The part of a plot that breaks a limit, and the limit as a line that can be dragged or moved with the arrow keys. */
export function LimitLine({
  frame,
  column,
  isAcross,
}: {
  readonly frame: Frame;
  readonly column: Column;
  /** Whether the metric is on the horizontal axis. */
  readonly isAcross: boolean;
}) {
  const { metric, unit, isMaximised } = column;
  if (!isLimited(metric)) return null;
  const limit = limits.value[metric];
  if (limit === undefined) return null;
  const scale = isAcross ? frame.x : frame.y;
  const [first, last] = [Math.min(...scale.range), Math.max(...scale.range)];
  const place = Math.min(last, Math.max(first, scale.place(limit)));
  const { left, right, top, bottom } = frame;
  // Larger values lie to the right, and at the top.
  const isBeyondAfter = isAcross ? !isMaximised : isMaximised;
  const shade = isAcross
    ? {
        x: isBeyondAfter ? place : left,
        width: isBeyondAfter ? right - place : place - left,
        y: top,
        height: bottom - top,
      }
    : {
        y: isBeyondAfter ? place : top,
        height: isBeyondAfter ? bottom - place : place - top,
        x: left,
        width: right - left,
      };
  const line = isAcross ? `M${place} ${top}V${bottom}` : `M${left} ${place}H${right}`;
  const move = (pixel: number, isStep: boolean) => {
    const value = scale.value(Math.min(last, Math.max(first, pixel)));
    setLimit(metric, Number(value.toPrecision(4)), isStep);
  };
  const nudge = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowUp: isAcross ? 1 : -1, ArrowLeft: -1, ArrowDown: isAcross ? -1 : 1 }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(place + step * (event.shiftKey ? 20 : 4), false);
  };
  const [low, high] = scale.domain;
  return (
    <g class="limit">
      <rect class="infeasible" {...shade} />
      <path class="limit-line" d={line} />
      <path
        class={`limit-handle ${isAcross ? "across" : "up"}`}
        d={line}
        tabindex={0}
        role="slider"
        aria-label={`Line of the limit on ${wordsOf(metric, view.value.task)}`}
        aria-orientation={isAcross ? "horizontal" : "vertical"}
        aria-valuemin={low}
        aria-valuemax={high}
        aria-valuenow={limit}
        aria-valuetext={`${shortNumber(limit)} ${unit === "fraction" ? "" : unit}`.trim()}
        onKeyDown={nudge}
        onPointerDown={(event) => {
          event.stopPropagation();
          event.preventDefault();
          const handle = event.currentTarget;
          const box = (handle.ownerSVGElement as SVGSVGElement).getBoundingClientRect();
          handle.setPointerCapture(event.pointerId);
          handle.focus();
          const pixelOf = (moved: PointerEvent) =>
            isAcross ? moved.clientX - box.left : moved.clientY - box.top;
          const follow = (moved: PointerEvent) => move(pixelOf(moved), false);
          handle.addEventListener("pointermove", follow);
          handle.addEventListener("pointerup", () => handle.removeEventListener("pointermove", follow), {
            once: true,
          });
        }}
      />
    </g>
  );
}
