import { useEffect, useState } from "preact/hooks";
import { columnFormat } from "../../charts/decimals.js";
import { hypervolumePanel } from "../../charts/figures/hypervolume-panel.js";
import { comparedFronts, frontOf } from "../../charts/runs/compared-fronts.js";
import { ask } from "../api/ask.js";
import { type ProgressPartsFragment, RunDocument } from "../generated/operations.js";
import { Chart } from "../parts/figures/chart.js";
import { PanelFigure } from "../parts/figures/panel-figure.js";
import { SeriesLegend } from "../parts/figures/series-legend.js";
import { Choice } from "../parts/forms/choice.js";
import { params, setParams } from "../parts/location.js";
import { axisTitle, isLargerBetter, wordsOf } from "../parts/metrics.js";
import {
  curveOf,
  type Evaluation,
  evaluationsOf,
  meanCurve,
  objectiveValue,
  type Reference,
  sharedReference,
  wholeOnes,
} from "./evaluations.js";
import { nameOf, spanOf } from "./run-words.js";

/** A run with all of its evaluations. */
interface Compared {
  readonly progress: ProgressPartsFragment;
  readonly evaluations: readonly Evaluation[];
}

/** Several runs side by side: hypervolumes over evaluations or over time, fronts on top of each other, and figures. */
export function Comparison({ keys }: { readonly keys: readonly string[] }) {
  const [found, setFound] = useState<readonly Compared[]>([]);
  const [error, setError] = useState<Error | undefined>();
  useEffect(() => {
    const own = new AbortController();
    setError(undefined);
    read(keys, own.signal).then(setFound, (failure: Error) => own.signal.aborted || setError(failure));
    return () => own.abort();
  }, [keys.join()]);
  if (error !== undefined)
    return (
      <p class="problem" role="alert">
        {error.message}
      </p>
    );
  if (found.length === 0) return null;
  const tasks = new Set(found.map(({ progress }) => progress.run.task.key));
  const shared = tasks.size > 1 ? undefined : sharedReference(found.map(({ progress }) => progress));
  const [first, ...others] = found.map(({ progress }) => progress.objectiveNames);
  const common = first.filter((name) => others.every((names) => names.includes(name)));
  return (
    <>
      <Hypervolumes found={found} shared={shared} />
      {tasks.size === 1 && <Fronts found={found} objectives={common} />}
      <Figures found={found} />
    </>
  );
}

function Hypervolumes({
  found,
  shared,
}: {
  readonly found: readonly Compared[];
  readonly shared: Reference | undefined;
}) {
  const over = params.value.get("over") === "seconds" ? "seconds" : "evaluations";
  const isGrouped = params.value.get("lines") === "strategies";
  const curves = found.flatMap(({ progress, evaluations }) => {
    const points = curveOf(evaluations, shared ?? progress, over);
    return points === undefined ? [] : [{ run: progress.run, points }];
  });
  const strategies = [...new Set(curves.map(({ run }) => run.strategy))];
  const lines = isGrouped
    ? strategies.map((strategy) => {
        const own = curves.filter(({ run }) => run.strategy === strategy);
        const of = own.length === 1 ? "one run" : `mean of ${own.length} runs`;
        return {
          name: `${strategy.toLowerCase()}, ${of}`,
          points: meanCurve(own.map(({ points }) => points)),
        };
      })
    : curves.map(({ run, points }) => ({ name: nameOf(run), points }));
  return (
    <section class="panel" aria-label="Comparison">
      <h2>Hypervolume</h2>
      <div class="table-tools">
        <Choice
          label="Over"
          value={over}
          options={{ evaluations: "evaluations", seconds: "time" }}
          set={(value) => setParams({ over: value === "seconds" ? value : undefined })}
        />
        <Choice
          label="A line per"
          value={isGrouped ? "strategies" : "runs"}
          options={{ runs: "run", strategies: "strategy" }}
          set={(value) => setParams({ lines: value === "strategies" ? value : undefined })}
        />
      </div>
      {shared === undefined && (
        <p class="problem">
          These runs have different tasks or objectives, so their hypervolumes cannot be compared.
        </p>
      )}
      {lines.length > 0 ? (
        <PanelFigure
          panel={hypervolumePanel({
            title: "",
            objectives: lines.map(({ name }) => name),
            over: over === "evaluations" ? "evaluations" : "time [s]",
            lines,
          })}
        />
      ) : (
        <p class="faint">
          Curves are computed here for up to three objectives; the table has the last values.
        </p>
      )}
      <p class="faint">
        {shared === undefined
          ? "Each run is measured from its own reference point: the worst known values, or its limits."
          : "All are measured from the same point: the worst of the reference points of these runs."}
      </p>
    </section>
  );
}

function Fronts({
  found,
  objectives,
}: {
  readonly found: readonly Compared[];
  readonly objectives: readonly string[];
}) {
  const score = objectives.find(isLargerBetter);
  const costs = objectives.filter((name) => !isLargerBetter(name));
  const asked = params.value.get("cost");
  const cost = costs.find((name) => name === asked) ?? costs[0];
  if (score === undefined || cost === undefined) return null;
  const fronts = found.map(({ progress, evaluations }) => ({
    name: nameOf(progress.run),
    points: wholeOnes(evaluations).flatMap((one): [number, number][] => {
      const [x, y] = [objectiveValue(one, cost), objectiveValue(one, score)];
      return x === undefined || y === undefined ? [] : [[x, y]];
    }),
  }));
  const { key: task } = found[0].progress.run.task;
  const words = fronts.map((front) => `${front.name} has ${frontOf(front).length} networks on it`);
  return (
    <section class="panel" aria-label="Fronts of the runs">
      <h2>Fronts of the runs</h2>
      {costs.length > 1 && (
        <div class="table-tools">
          <Choice
            label="Cost"
            value={cost}
            options={Object.fromEntries(costs.map((name) => [name, name]))}
            set={(value) => setParams({ cost: value === costs[0] ? undefined : value })}
          />
        </div>
      )}
      <Chart
        summary={`Fronts in ${wordsOf(score, task)} and ${cost}: ${words.join("; ")}`}
        draw={(size) =>
          comparedFronts({
            ...size,
            x: { title: axisTitle(cost, task), kind: "linear" },
            y: { title: axisTitle(score, task) },
            found: fronts,
          })
        }
      >
        <SeriesLegend names={fronts.map(({ name }) => name)} />
      </Chart>
    </section>
  );
}

/** What the curves and fronts show, as a table. */
function Figures({ found }: { readonly found: readonly Compared[] }) {
  const rows = found.map(({ progress, evaluations }) => {
    const accuracies = wholeOnes(evaluations).flatMap(({ accuracy }) => accuracy ?? []);
    return { progress, best: accuracies.length === 0 ? Number.NaN : Math.max(...accuracies) };
  });
  const volume = columnFormat(rows.map(({ progress }) => progress.hypervolume));
  const accuracy = columnFormat(rows.map(({ best }) => best));
  const names = new Set(found.map(({ progress }) => wordsOf("accuracy", progress.run.task.key)));
  const score = [...names].join(" or ");
  return (
    <section class="panel" aria-label="Figures of the runs">
      <h2>Figures of the runs</h2>
      <div class="table-scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Evaluations</th>
              <th scope="col">Failed</th>
              <th scope="col">Best {score}</th>
              <th scope="col">Own hypervolume</th>
              <th scope="col">Time</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ progress, best }) => (
              <tr key={progress.run.key}>
                <td>{nameOf(progress.run)}</td>
                <td class="number">{progress.evaluations}</td>
                <td class="number">{progress.failed}</td>
                <td class="number">{accuracy(best)}</td>
                <td class="number">{volume(progress.hypervolume)}</td>
                <td class="number">{spanOf(progress.elapsedSeconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const read = (keys: readonly string[], signal: AbortSignal): Promise<readonly Compared[]> =>
  Promise.all(
    keys.map(async (id) => {
      const [{ searchRun }, evaluations] = await Promise.all([
        ask(RunDocument, { id }, signal),
        evaluationsOf(id, signal),
      ]);
      if (searchRun === null) throw new Error(`There is no run ${id}.`);
      return { progress: searchRun.progress, evaluations };
    }),
  );
