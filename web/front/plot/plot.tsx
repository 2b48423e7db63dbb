import { useMemo, useRef, useState } from "preact/hooks";
import { type Axis, frameOf } from "../../../charts/frame.js";
import { markPath } from "../../../charts/marks.js";
import { shortNumber } from "../../../charts/scale.js";
import type { Networks } from "../../api/columns.js";
import { shown } from "../../parts/figure.js";
import { capital } from "../../parts/metrics.js";
import { useWidth } from "../../parts/size.js";
import { frontsOf, originsOf, type Region, SCORE, SELECTED } from "../model.js";
import { useSettled } from "../settled.js";
import { hasSelection, limits, pick, region, select, selectAll, view } from "../view.js";
import { brush } from "./brush.js";
import { FrontLayer, type IntervalOf } from "./front-layer.js";
import { LimitLine } from "./limit-lines.js";
import { PointsCanvas } from "./points-canvas.js";

/** What a plot of one cost shows. */
export interface PlotProps {
  readonly device: string;
  readonly networks: Networks;
  readonly metric: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly states: Uint8Array;
  readonly picked: number | undefined;
  readonly recommended: number | undefined;
  readonly reference: number | undefined;
  readonly intervalOf: IntervalOf;
}

/** How near to a point the pointer must be to show it [px]. */
const NEAR = 16;

/** Accuracy against one cost of all networks, with the front, the limits and the chosen region. */
export function Plot(props: PlotProps) {
  const { device, networks, metric, states, picked, recommended, reference } = props;
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const height = Math.round(Math.min(460, Math.max(270, width * 0.66)));
  const frame = useMemo(
    () => frameOf({ width, height, x: props.x, y: props.y }),
    [width, height, ...keyOf(props.x), ...keyOf(props.y)],
  );
  const axes = useMemo(() => frame.axes.map(shown), [frame]);
  const [x, y] = [networks.columns.get(metric)!, networks.columns.get(SCORE)!];
  const origins = useMemo(() => originsOf(x, y), [x, y]);
  const fronts = useMemo(() => frontsOf(networks, x, y, limits.value), [networks, x, y, limits.value]);
  const [hovered, setHovered] = useState<number | undefined>(undefined);
  const { intervals, tool } = view.value;
  const settled = useSettled(states);
  const withIntervals = useMemo(() => {
    if (intervals === "all") return fronts.points;
    if (intervals === "none") return [];
    const selected = fronts.points.filter((row) => settled[row] === SELECTED && row !== picked);
    return picked === undefined ? selected : [...selected, picked];
  }, [intervals, fronts, picked, settled]);
  const front = useMemo(
    () => (
      <FrontLayer
        frame={frame}
        x={x}
        y={y}
        fronts={fronts}
        rows={withIntervals}
        intervalOf={props.intervalOf}
      />
    ),
    [frame, x, y, fronts, withIntervals, props.intervalOf],
  );
  const placeOf = (row: number) => [frame.x.place(x.values[row]), frame.y.place(y.values[row])] as const;
  const nearest = (px: number, py: number): number | undefined => {
    let [best, found] = [NEAR ** 2, undefined as number | undefined];
    for (let row = 0; row < networks.count; row++) {
      if (origins[row] === 255) continue;
      const [ax, ay] = placeOf(row);
      const bonus = networks.front[row] > 0 ? 0.25 : 1;
      const distance = bonus * ((ax - px) ** 2 + (ay - py) ** 2);
      if (distance < best) [best, found] = [distance, row];
    }
    return found;
  };
  const step = (by: number) => {
    const at = picked === undefined ? -1 : fronts.points.indexOf(picked);
    const next = fronts.points[Math.min(fronts.points.length - 1, Math.max(0, at + by))];
    if (next !== undefined) pick(networks.key(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") step(event.key === "ArrowRight" ? 1 : -1);
    else if (event.key === "Escape") selectAll();
    else return;
    event.preventDefault();
  };
  const told = hovered ?? picked;
  const summary =
    `${props.y.title} against ${metric} on ${device}: ${networks.count.toLocaleString("en")} networks, ` +
    `${fronts.points.length.toLocaleString("en")} on the front. ` +
    "Left and right arrow keys go along the front; the table below has all values.";
  return (
    <figure class="plot">
      <figcaption>
        <span class="plot-title">
          {capital(props.y.title)} and {metric}
        </span>
        <span class="plot-device">{device}</span>
      </figcaption>
      <div class="plot-area" ref={area}>
        {width > 0 && (
          <>
            <PointsCanvas frame={frame} x={x} y={y} origins={origins} states={states} />
            <svg
              class={`overlay ${tool}`}
              width={width}
              height={height}
              viewBox={`0 0 ${width} ${height}`}
              role="group"
              aria-label={summary}
              tabindex={0}
              onKeyDown={onKeyDown}
              onPointerMove={(event) => {
                if (event.buttons !== 0) return;
                const box = event.currentTarget.getBoundingClientRect();
                setHovered(nearest(event.clientX - box.left, event.clientY - box.top));
              }}
              onPointerLeave={() => setHovered(undefined)}
              onPointerDown={(event) => {
                if (event.button !== 0) return;
                setHovered(undefined);
                brush(
                  event,
                  event.currentTarget,
                  { frame, x: metric, tool },
                  {
                    region: (chosen, isDone) => select(chosen, isDone),
                    click: ([px, py]) => {
                      const row = nearest(px, py);
                      if (row !== undefined) pick(networks.key(row));
                      else if (hasSelection.value) selectAll();
                    },
                  },
                );
              }}
            >
              {axes}
              <clipPath id={`clip-${device}-${metric}`}>
                <rect
                  x={frame.left}
                  y={frame.top}
                  width={frame.right - frame.left}
                  height={frame.bottom - frame.top}
                />
              </clipPath>
              <g clip-path={`url(#clip-${device}-${metric})`}>
                {front}
                {region.value !== undefined && region.value.x === metric && (
                  <path class="region" d={regionPath(region.value, frame)} />
                )}
                {recommended !== undefined && (
                  <Ring class="recommended" place={placeOf(recommended)} radius={11} />
                )}
                {reference !== undefined && <Ring class="reference" place={placeOf(reference)} radius={13} />}
                {picked !== undefined && <Ring class="picked" place={placeOf(picked)} radius={8} />}
                {hovered !== undefined && <Ring class="hovered" place={placeOf(hovered)} radius={6} />}
              </g>
              <LimitLine frame={frame} column={x} isAcross />
              <LimitLine frame={frame} column={y} isAcross={false} />
            </svg>
            {told !== undefined && origins[told] !== 255 && (
              <Tip place={placeOf(told)} width={width}>
                {[y, x].map(({ metric: name, unit, values, sources }) => (
                  <div key={name}>
                    <b>{shortNumber(values[told])}</b> {unit === "fraction" ? name : unit}
                    <span class={`dot ${["", "measured", "summed", "predicted"][sources[told]]}`} />
                  </div>
                ))}
                <div class="faint">{networks.key(told).slice(0, 10)}</div>
              </Tip>
            )}
          </>
        )}
      </div>
    </figure>
  );
}

const keyOf = ({ title, kind, domain }: Axis) => [title, kind, ...domain];

function regionPath({ kind, corners }: Region, frame: ReturnType<typeof frameOf>): string {
  const [first, second] = corners;
  const all = kind === "box" ? [first, [second[0], first[1]], second, [first[0], second[1]]] : corners;
  return `M${all.map(([x, y]) => `${frame.x.place(x)} ${frame.y.place(y)}`).join("L")}z`;
}

function Ring(props: {
  readonly class: string;
  readonly place: readonly [number, number];
  readonly radius: number;
}) {
  const [x, y] = props.place;
  return Number.isFinite(x + y) ? (
    <path class={`ring ${props.class}`} d={markPath("circle", x, y, props.radius)} />
  ) : null;
}

/** A note beside a place of a plot, on the side where there is room. */
function Tip(props: {
  readonly place: readonly [number, number];
  readonly width: number;
  readonly children: preact.ComponentChildren;
}) {
  const [x, y] = props.place;
  if (!Number.isFinite(x + y)) return null;
  const side = x > props.width / 2 ? { right: `${props.width - x + 14}px` } : { left: `${x + 14}px` };
  return (
    <div class="tip" style={{ top: `${Math.max(0, y - 34)}px`, ...side }} aria-live="polite">
      {props.children}
    </div>
  );
}
