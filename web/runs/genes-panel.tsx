import { useEffect, useMemo } from "preact/hooks";
import { cells, fractionBars, meanOf, slice } from "../../charts/runs/genes.js";
import { shortNumber } from "../../charts/scale.js";
import { ask } from "../api/ask.js";
import { resource } from "../api/resource.js";
import {
  EvaluatedGenesDocument,
  type EvaluatedGenesQuery,
  ImportanceDocument,
  type ProgressPartsFragment,
} from "../generated/operations.js";
import { Chart } from "../parts/figures/chart.js";
import { Choice } from "../parts/forms/choice.js";
import { Options } from "../parts/forms/options.js";
import { params, setParams } from "../parts/location.js";
import { axisTitle, isLargerBetter, metricIn, wordsOf } from "../parts/metrics.js";
import { sentences } from "../parts/sentences.js";
import { type Evaluation, wholeOnes } from "./evaluations.js";
import { type GeneOf, geneNames, pointsOf, type Valued } from "./gene-values.js";

/** Most genes with a bar; the others are counted. */
const MOST_BARS = 12;

/** How genes bear on the objectives of a run: importance, one gene against an objective, and two against one. */
export function GenesPanel({
  progress,
  evaluations,
}: {
  readonly progress: ProgressPartsFragment;
  readonly evaluations: readonly Evaluation[];
}) {
  const { run, objectiveNames } = progress;
  const whole = wholeOnes(evaluations);
  const genes = useGenes(run.key, whole.length);
  const asked = params.value.get("objective");
  const objective = objectiveNames.find((name) => name === asked) ?? objectiveNames[0];
  const names = useMemo(() => geneNames(genes), [genes]);
  if (names.length === 0) return null;
  const chosen = (parameter: string) => names.find((name) => name === params.value.get(parameter));
  const [first, second] = [chosen("gene") ?? names[0], chosen("against")];
  const valued = { evaluations: whole, genes, objective };
  const options = Object.fromEntries(names.map((name) => [name, name]));
  return (
    <section class="panel" aria-label="Genes">
      <h2>Genes and objectives</h2>
      <div class="table-tools">
        <Choice
          label="Objective"
          value={objective}
          options={Object.fromEntries(objectiveNames.map((name) => [name, wordsOf(name, run.task.key)]))}
          set={(value) => setParams({ objective: value === objectiveNames[0] ? undefined : value })}
        />
        <label class="field">
          <span>Gene</span>
          <select value={first} onChange={(event) => setParams({ gene: event.currentTarget.value })}>
            <Options of={options} />
          </select>
        </label>
        <label class="field">
          <span>Second gene</span>
          <select
            value={second ?? ""}
            onChange={(event) => setParams({ against: event.currentTarget.value })}
          >
            <option value="">none</option>
            <Options of={options} />
          </select>
        </label>
      </div>
      <div class="figures">
        {second === undefined || second === first ? (
          <Slice task={run.task.key} gene={first} valued={valued} />
        ) : (
          <Contour task={run.task.key} x={first} y={second} valued={valued} />
        )}
        <Importance task={run.task.key} device={run.devices[0].key} metric={metricIn(objective)} />
      </div>
    </section>
  );
}

/** The genes of the evaluated networks by the numbers of the evaluations; read again once there are twice as many. */
function useGenes(run: string, count: number): GeneOf {
  const step = count === 0 ? 0 : Math.ceil(Math.log2(count));
  const found = useMemo(() => resource((signal) => readGenes(run, signal)), [run, step]);
  useEffect(() => () => found.close(), [found]);
  return found.state.value.data ?? new Map();
}

async function readGenes(run: string, signal: AbortSignal): Promise<GeneOf> {
  const genes = new Map<number, Readonly<Record<string, unknown>>>();
  let after: string | null = null;
  do {
    const { evaluations }: EvaluatedGenesQuery = await ask(EvaluatedGenesDocument, { run, after }, signal);
    for (const { number, architecture } of evaluations.nodes)
      genes.set(number, architecture.genes as Readonly<Record<string, unknown>>);
    after = evaluations.pageInfo.hasNextPage ? evaluations.pageInfo.endCursor : null;
  } while (after !== null);
  return genes;
}

function Slice({
  task,
  gene,
  valued,
}: {
  readonly task: string;
  readonly gene: string;
  readonly valued: Valued;
}) {
  const words = wordsOf(valued.objective, task);
  const { choices, points } = pointsOf(valued, [gene]);
  const own = points.map(({ at: [choice], value }) => ({ choice, value }));
  const means = choices[0].map((choice, i) => {
    const mean = meanOf(own.filter((point) => point.choice === i));
    return `${choice}: ${shortNumber(mean)}`;
  });
  return (
    <div>
      <h3>
        {gene} against {words}
      </h3>
      <Chart
        summary={`${words} by ${gene}, means: ${means.join(", ")}`}
        draw={(size) =>
          slice(size, {
            gene,
            objective: axisTitle(valued.objective, task),
            choices: choices[0],
            points: own,
          })
        }
      />
      <p class="faint">A point per network, and the mean of each choice.</p>
    </div>
  );
}

function Contour({
  task,
  x,
  y,
  valued,
}: {
  readonly task: string;
  readonly x: string;
  readonly y: string;
  readonly valued: Valued;
}) {
  const words = wordsOf(valued.objective, task);
  const { choices, points } = pointsOf(valued, [x, y]);
  const means = choices[1].map((_, j) =>
    choices[0].map((__, i) => meanOf(points.filter(({ at }) => at[0] === i && at[1] === j))),
  );
  const isMaximised = isLargerBetter(valued.objective);
  const all = means.flatMap((row, j) =>
    row.flatMap((mean, i) =>
      Number.isNaN(mean) ? [] : [{ mean, words: `${choices[0][i]} and ${choices[1][j]}` }],
    ),
  );
  const best = all.toSorted((a, b) => (isMaximised ? b.mean - a.mean : a.mean - b.mean))[0];
  return (
    <div>
      <h3>
        {x} and {y} against {words}
      </h3>
      <Chart
        summary={
          `Mean ${words} for each pair of choices of ${x} and ${y}` +
          `${best === undefined ? "" : `; the best is ${shortNumber(best.mean)} with ${best.words}`}`
        }
        draw={(size) =>
          cells(size, {
            x: { gene: x, choices: choices[0] },
            y: { gene: y, choices: choices[1] },
            ...{ means, isMaximised },
          })
        }
      />
      <p class="faint">
        The mean of the networks with both choices; lighter is better, and empty cells have no network.
      </p>
    </div>
  );
}

function Importance(props: { readonly task: string; readonly device: string; readonly metric: string }) {
  const { task, device, metric } = props;
  const found = useMemo(
    () => resource((signal) => ask(ImportanceDocument, { task, device }, signal)),
    [task, device],
  );
  useEffect(() => () => found.close(), [found]);
  const { data, error } = found.state.value;
  const words = wordsOf(metric, task);
  const own = data?.geneImportance.metrics.find((one) => one.metric === metric);
  const bars = own?.genes.slice(0, MOST_BARS) ?? [];
  const left = (own?.genes.length ?? 0) - bars.length;
  return (
    <div>
      <h3>
        Importance for {words} on {device}
      </h3>
      {error !== undefined && <p class="problem">{error.message}</p>}
      {data === undefined && error === undefined && <p class="faint">Importances are being computed…</p>}
      {own !== undefined && (
        <Chart
          summary={
            `Importance of genes for ${words}: ` +
            bars.map(({ gene, importance }) => `${gene} ${shortNumber(importance, 2)}`).join(", ")
          }
          heightOf={() => fractionBars(400, asBars(bars)).height}
          draw={({ width }) => fractionBars(width, asBars(bars)).elements}
        />
      )}
      {data !== undefined && (
        <p class="faint">
          {own === undefined
            ? sentences(data.geneImportance.notes)
            : "Fraction of the variance that the gene has a part in, " +
              `${own.source === "PREDICTED" ? "by the predictor in use" : "by the operator profile"}, over ` +
              `${data.geneImportance.networks} networks with random choices.`}
          {left > 0 && ` ${left} genes with less are left out.`}
        </p>
      )}
    </div>
  );
}

const asBars = (genes: readonly { readonly gene: string; readonly importance: number }[]) =>
  genes.map(({ gene, importance }) => ({ name: gene, fraction: importance }));
