import { useEffect, useMemo, useState } from "preact/hooks";
import { LOOKS, markPath, ORIGINS } from "../../charts/marks.js";
import { domainOf } from "../../charts/scale.js";
import { catalog } from "../api/catalog.js";
import type { Networks } from "../api/columns.js";
import { setParams } from "../parts/location.js";
import { wordsOf } from "../parts/metrics.js";
import { sentences } from "../parts/sentences.js";
import { Empty, Failed, Loading } from "../parts/states.js";
import { defaultView } from "./defaults.js";
import { intervalsOf, type OnDevice, onDevices } from "./devices.js";
import { devicesFor, learnKnown } from "./known-devices.js";
import { SCORE } from "./model.js";
import { Controls } from "./panels/controls.js";
import { Elsewhere } from "./panels/elsewhere.js";
import { LimitsPanel } from "./panels/limits-panel.js";
import { PickedPanel } from "./panels/picked-panel.js";
import { Recommendation } from "./panels/recommendation.js";
import { ParallelPanel } from "./parallel/parallel-panel.js";
import { Plot } from "./plot/plot.js";
import { NetworkTable } from "./table/network-table.js";
import { geneLimits, view } from "./view.js";

/** Fronts of a task on one or several devices: plots over all known networks, limits, a recommendation and a table. */
export function FrontPage() {
  const { data, error } = catalog.state.value;
  const { task, devices } = view.value;
  useEffect(() => {
    if (data === undefined || (task !== undefined && devices.length > 0)) return;
    const first = defaultView(data);
    setParams({ task: task ?? first.task, device: devices.join(",") || first.device }, false);
  }, [data, task, devices.length]);
  if (data === undefined)
    return error ? <Failed error={error} again={catalog.refresh} /> : <Loading what="tasks" />;
  if (data.tasks.length === 0 || data.devices.length === 0) {
    const reasons = ["Import a table of measurements, or register a task and a device."];
    return <Empty title="This archive has no tasks or devices yet." reasons={reasons} />;
  }
  const shown = onDevices.value;
  return (
    <>
      <h1 class="visually-hidden">Pareto fronts</h1>
      <Controls />
      {shown.length > 0 && <Fronts shown={shown} />}
    </>
  );
}

function Fronts({ shown }: { readonly shown: readonly OnDevice[] }) {
  const [recommended, setRecommended] = useState<string | undefined>();
  const [first] = shown;
  const { data, isLoading } = first.networks.state.value;
  useEffect(() => {
    if (!isLoading) learnKnown();
  }, [isLoading]);
  const known = shown.flatMap(({ networks }) => networks.state.value.data ?? []);
  const costs = ["latency", "energy"].filter((metric) => known.some(({ columns }) => columns.has(metric)));
  const axes = useAxes(known, costs);
  const picked = view.value.picked;
  const pickedRow = useMemo(() => (picked === undefined ? undefined : data?.rowOf(picked)), [data, picked]);
  const states = first.states.value;
  const points = first.points.value;
  const network = (networks: Networks, row: number | undefined) => (
    <PickedPanel
      key="picked"
      task={first.task}
      device={first.device}
      networks={networks}
      genes={row === undefined ? undefined : points.get(networks.key(row))?.architecture.genes}
      row={row}
    />
  );
  return (
    <div class="front-layout">
      <div class="plots-column">
        <Legend />
        <div class={costs.length === 1 ? "devices single" : "devices"}>
          {shown.map((one) => (
            <DevicePlots key={`${one.task} ${one.device}`} {...{ one, costs, axes, picked, recommended }} />
          ))}
        </div>
      </div>
      {data !== undefined && data.count > 0 && (
        <NetworkTable
          networks={data}
          states={states}
          picked={pickedRow}
          task={first.task}
          name={`${first.task}-${first.device}`}
        />
      )}
      {data !== undefined && data.count > 0 && (
        <ParallelPanel one={first} states={states} picked={pickedRow} />
      )}
      <aside class="side" aria-label="Limits, recommendation and network">
        <LimitsPanel networks={data} />
        {data !== undefined && data.count > 0 && (
          <>
            {pickedRow !== undefined && network(data, pickedRow)}
            <Recommendation
              key="recommendation"
              task={first.task}
              device={first.device}
              version={data.version}
              objectives={data.objectives}
              told={setRecommended}
            />
            {pickedRow === undefined && network(data, undefined)}
            <Elsewhere task={first.task} devices={shown.map(({ device }) => device)} />
          </>
        )}
      </aside>
    </div>
  );
}

type Axes = ReturnType<typeof useAxes>;

/** Axes that all devices share, so that their plots can be compared. */
function useAxes(known: readonly Networks[], costs: readonly string[]) {
  const { task, scale, isNear } = view.value;
  return useMemo(() => {
    const valuesOf = (metric: string): number[] =>
      known.flatMap(({ columns, front }) => {
        const column = columns.get(metric);
        const score = columns.get(SCORE);
        if (column === undefined || score === undefined) return [];
        const values = metric === SCORE ? [...columns.values()].filter((one) => one !== score) : [score];
        const isDrawn = (row: number) => values.some(({ sources }) => sources[row] > 0);
        return Array.from(column.values).filter((_, row) => (isNear ? front[row] > 0 : isDrawn(row)));
      });
    const unitOf = (metric: string) =>
      known.find(({ columns }) => columns.has(metric))?.columns.get(metric)?.unit;
    const room = isNear ? 0.12 : 0.05;
    return {
      y: {
        title: wordsOf(SCORE, task),
        kind: "linear" as const,
        domain: capped(domainOf("linear", valuesOf(SCORE), room)),
      },
      x: Object.fromEntries(
        costs.map((metric) => [
          metric,
          {
            title: `${metric} [${unitOf(metric)}]`,
            kind: scale,
            domain: domainOf(scale, valuesOf(metric), room),
          },
        ]),
      ),
    };
  }, [task, scale, isNear, ...known.map(({ version }) => version), costs.join()]);
}

/** An accuracy is at most 1; a point there shall not be cut by the edge of the plot. */
const capped = ([low, high]: readonly [number, number]): readonly [number, number] => [
  low,
  Math.min(1.005, high),
];

function DevicePlots({
  one,
  costs,
  axes,
  picked,
  recommended,
}: {
  readonly one: OnDevice;
  readonly costs: readonly string[];
  readonly axes: Axes;
  readonly picked: string | undefined;
  readonly recommended: string | undefined;
}) {
  const { data, error, isLoading } = one.networks.state.value;
  const [moves, setMoves] = useState(0);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let isGone = false;
    void import("./live.js").then(({ followFront }) => {
      if (isGone) return;
      stop = followFront(one.task, one.device, () => {
        setMoves((count) => count + 1);
        void one.refresh();
      });
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, [one]);
  const states = one.states.value;
  const rowOf = (key: string | undefined) => (key === undefined ? undefined : data?.rowOf(key));
  const { reference } = view.value;
  const [pickedRow, recommendedRow, referenceRow] = [
    useMemo(() => rowOf(picked), [data, picked]),
    useMemo(() => rowOf(recommended), [data, recommended]),
    useMemo(() => rowOf(reference), [data, reference]),
  ];
  const points = one.points.value;
  const intervalOf = useMemo(() => intervalsOf(one), [one, data, points]);
  if (data === undefined)
    return error ? (
      <Failed error={error} again={one.refresh} />
    ) : (
      <Loading
        what={
          one.isFirstReading.value
            ? `networks of ${one.device}: the server reads them for the first time, which takes minutes`
            : `networks of ${one.device}`
        }
      />
    );
  const drawn = costs.filter((metric) => data.columns.has(metric) && data.columns.has(SCORE));
  const withPoints = drawn.filter((metric) => hasPoints(data, metric));
  return (
    <section class="device-plots" aria-label={`Plots of ${one.device}`} aria-busy={isLoading}>
      {withPoints.length === 0 && <Nothing one={one} notes={data.notes} />}
      <div class="plots">
        {withPoints.map((metric) => (
          <Plot
            key={metric}
            {...{ device: one.device, networks: data, metric, states, intervalOf }}
            x={axes.x[metric]}
            y={axes.y}
            picked={pickedRow}
            recommended={recommendedRow}
            reference={referenceRow}
          />
        ))}
      </div>
      {error !== undefined && <p class="problem">{error.message}</p>}
      <p class="faint notes" aria-live="polite">
        {isLoading ? "Predictions are being added…" : withPoints.length > 0 && sentences(data.notes)}
        {moves > 0 &&
          ` The front has moved ${moves === 1 ? "once" : `${moves} times`} since this page was opened.`}
      </p>
    </section>
  );
}

/** That no network can be shown, why, and the devices on which some can. */
function Nothing({ one, notes }: { readonly one: OnDevice; readonly notes: readonly string[] }) {
  const others = (devicesFor(one.task) ?? []).filter(({ device }) => device !== one.device);
  const title =
    geneLimits.value === undefined
      ? `No network of ${one.task} has both ${wordsOf(SCORE, one.task)} and a cost on ${one.device}.`
      : `No network of ${one.task} that has the allowed choices of genes has both ${wordsOf(SCORE, one.task)} and ` +
        `a cost on ${one.device}.`;
  return (
    <Empty title={title} reasons={[sentences(notes)]}>
      {others.slice(0, 4).map(({ device }) => (
        <button key={device} type="button" onClick={() => setParams({ device })}>
          Show {device}
        </button>
      ))}
    </Empty>
  );
}

function hasPoints(networks: Networks, metric: string): boolean {
  const [x, y] = [networks.columns.get(metric), networks.columns.get(SCORE)];
  return x !== undefined && y !== undefined && x.sources.some((one, row) => one > 0 && y.sources[row] > 0);
}

/** What the shapes, colours and lines of the plots mean. */
function Legend() {
  return (
    <ul class="legend" aria-label="Legend">
      {ORIGINS.map((origin) => (
        <li key={origin}>
          <svg width="16" height="16" aria-hidden="true">
            <path class={`front-mark ${origin}`} d={markPath(LOOKS[origin].shape, 8, 8, 5)} />
          </svg>
          {LOOKS[origin].words}
        </li>
      ))}
      <li>
        <svg width="26" height="16" aria-hidden="true">
          <path class="front-line" d="M2 12H10V4H24" />
        </svg>
        front, known
      </li>
      <li>
        <svg width="26" height="16" aria-hidden="true">
          <path class="front-line predicted" d="M2 12H10V4H24" />
        </svg>
        with predictions
      </li>
      <li>
        <span class="ring-key" aria-hidden="true" />
        recommended
      </li>
    </ul>
  );
}
