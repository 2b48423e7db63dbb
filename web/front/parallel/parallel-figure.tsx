import { useMemo, useRef } from "preact/hooks";
import { parallelLines, parallelOf, spread } from "../../../charts/parallel.js";
import type { Genes, Networks } from "../../api/columns.js";
import { shown } from "../../parts/figure.js";
import { params, setParams } from "../../parts/location.js";
import { wordsOf } from "../../parts/metrics.js";
import { useWidth } from "../../parts/size.js";
import { PLAIN, SCORE, SELECTED } from "../model.js";
import { useSettled } from "../settled.js";
import { ranges, setRange, view } from "../view.js";
import { axisOf, tellingGenes } from "./axes.js";
import { AxisRange } from "./axis-range.js";

const HEIGHT = 320;
/** Least distance of two axes [px]: narrow pages scroll the figure. */
const GAP = 104;
/** Most lines of each kind, so that a movement stays smooth; lines of the front are all drawn. */
const MOST_LINES = 1_200;
/** Axes that are shown at first: all metrics, and as many genes as there is room for. */
const FIRST_AXES = 8;

/** Every network as a line over axes of genes and metrics; a range of an axis selects in every view. */
export function ParallelFigure({
  networks,
  genes,
  states,
  picked,
}: {
  readonly networks: Networks;
  readonly genes: Genes;
  readonly states: Uint8Array;
  readonly picked: number | undefined;
}) {
  const area = useRef<HTMLDivElement>(null);
  const available = useWidth(area);
  const settled = useSettled(states);
  const isFitting = settled.length === networks.count;
  const asked = params.value.get("axes");
  const { scale } = view.value;
  const names = useMemo(
    () =>
      asked === null
        ? [...tellingGenes(networks, genes, FIRST_AXES - networks.columns.size), ...networks.columns.keys()]
        : asked.split(","),
    [networks, genes, asked],
  );
  const axes = useMemo(
    () =>
      names
        .map((name) => axisOf(networks, genes, name, scale, view.value.task))
        .filter((axis) => axis !== undefined),
    [networks, genes, names, scale],
  );
  const width = Math.max(available, axes.length * GAP);
  const figure = useMemo(() => parallelOf({ width, height: HEIGHT, axes }), [width, axes]);
  const frame = useMemo(() => figure.axes.map(shown), [figure]);
  const lines = useMemo(
    () => (isFitting ? linesOf(networks, settled) : { others: [], selected: [], front: [], hidden: 0 }),
    [networks, settled, isFitting],
  );
  const pathOf = (rows: readonly number[]) =>
    parallelLines(figure, rows, (axis, row) => axes[axis].valueAt(row));
  const paths = useMemo(
    () => [
      <path key="others" class="parallel-lines" d={pathOf(lines.others)} />,
      <path key="selected" class="parallel-lines selected" d={pathOf(lines.selected)} />,
      ...ranked(lines.front, networks).map((rows, rank) => (
        <path key={`front ${rank}`} class={`parallel-lines front rank-${rank}`} d={pathOf(rows)} />
      )),
    ],
    [figure, lines],
  );
  const chosen = [...ranges.value].filter(([name]) => axes.some((axis) => axis.name === name));
  return (
    <>
      <div class="table-tools">
        <AxesMenu networks={networks} genes={genes} names={names} />
        {chosen.length > 0 && (
          <button type="button" class="quiet" onClick={() => setParams({ ranges: undefined })}>
            Clear ranges
          </button>
        )}
        <p class="faint" aria-live="polite">
          Drag along an axis to choose a range. The stronger a line of the front, the better its{" "}
          {wordsOf(SCORE, view.value.task)}. Networks that lack a gene are below its axis.
          {lines.hidden > 0 &&
            ` ${lines.hidden.toLocaleString("en")} lines are not drawn; those of the front all are.`}
        </p>
      </div>
      <div class="table-scroll" ref={area} tabindex={0}>
        {available > 0 && (
          <svg
            class="parallel"
            width={width}
            height={HEIGHT}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            role="group"
            aria-label={
              `Parallel coordinates of ${networks.count} networks over ${axes.map(({ title }) => title).join(", ")}. ` +
              "Each axis is a slider: up and down move its lower end, with shift its upper end; delete clears it."
            }
          >
            {paths}
            {picked !== undefined && <path class="parallel-lines picked" d={pathOf([picked])} />}
            {frame}
            {axes.map((axis, i) => (
              <AxisRange
                key={axis.name}
                axis={axis}
                place={figure.places[i]}
                range={ranges.value.get(axis.name)}
                set={(range, isStep) => setRange(axis.name, range, isStep)}
              />
            ))}
          </svg>
        )}
      </div>
    </>
  );
}

/** The networks of each kind whose lines are drawn, and how many are not. */
function linesOf(networks: Networks, states: Uint8Array) {
  const [others, selected, front]: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < networks.count; row++) {
    const isFront = networks.front[row] > 0 && states[row] >= PLAIN;
    (isFront ? front : states[row] === SELECTED ? selected : others).push(row);
  }
  const drawn = { others: spread(others, MOST_LINES), selected: spread(selected, MOST_LINES), front };
  const hidden = networks.count - drawn.others.length - drawn.selected.length - front.length;
  return { ...drawn, hidden };
}

/** How many colours the front has. */
const RANKS = 5;

/** The networks of the front in groups of about the same size, from the least to the most accurate. */
function ranked(front: readonly number[], networks: Networks): readonly (readonly number[])[] {
  const score = networks.columns.get(SCORE)?.values;
  const sorted = front.toSorted((a, b) => (score?.[a] ?? 0) - (score?.[b] ?? 0));
  return Array.from({ length: Math.min(RANKS, front.length) }, (_, i, { length } = sorted) =>
    sorted.slice(Math.floor((i * length) / RANKS), Math.floor(((i + 1) * length) / RANKS)),
  );
}

/** Chooses which genes and metrics have an axis. */
function AxesMenu({
  networks,
  genes,
  names,
}: {
  readonly networks: Networks;
  readonly genes: Genes;
  readonly names: readonly string[];
}) {
  const all = [...genes.columns.keys(), ...networks.columns.keys()];
  const toggle = (name: string) => {
    const next = all.filter((own) => (own === name) !== names.includes(own));
    setParams({ axes: next.join(",") });
  };
  return (
    <details class="menu">
      <summary>Axes</summary>
      <div>
        {all.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={names.includes(name)} onChange={() => toggle(name)} />
            {name}
          </label>
        ))}
      </div>
    </details>
  );
}
