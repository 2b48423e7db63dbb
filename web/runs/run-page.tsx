import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { columnFormat } from "../../charts/decimals.js";
import { hypervolumePanel } from "../../charts/figures/hypervolume-panel.js";
import { shortNumber } from "../../charts/scale.js";
import { ask } from "../api/ask.js";
import { may } from "../api/catalog.js";
import { resource } from "../api/resource.js";
import {
  CancelSearchDocument,
  type ProgressPartsFragment,
  ResumeSearchDocument,
  RunDocument,
  RunMovesDocument,
} from "../generated/operations.js";
import { PanelFigure } from "../parts/figures/panel-figure.js";
import { Link } from "../parts/link.js";
import { unitOf, wordsOf } from "../parts/metrics.js";
import { Empty, Failed, Loading } from "../parts/states.js";
import { subscribe } from "../parts/subscribe.js";
import { curveOf, type Evaluation, evaluationsOf, objectiveValue } from "./evaluations.js";
import { GenesPanel } from "./genes-panel.js";
import { isAtWork, momentOf, nameOf, spanOf, stateOf } from "./run-words.js";
import { TimelinePanel } from "./timeline-panel.js";

/** Least time between two readings of all evaluations while a run is at work [ms]. */
const READ_AGAIN_MS = 1_000;

/** One search run: its progress while it runs, what it found, and how to cancel, resume or extend it. */
export function RunPage({ id }: { readonly id: string }) {
  const [progress, setProgress] = useState<ProgressPartsFragment | undefined>();
  const found = useMemo(() => resource((signal) => ask(RunDocument, { id }, signal)), [id]);
  const list = useMemo(() => resource<readonly Evaluation[]>((signal) => evaluationsOf(id, signal)), [id]);
  const [round, setRound] = useState(0);
  useEffect(
    () => () => {
      found.close();
      list.close();
    },
    [found, list],
  );
  const { data, error } = found.state.value;
  const isKnown = data?.searchRun != null;
  useEffect(() => {
    if (!isKnown) return;
    let last = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe(
      RunMovesDocument,
      { id },
      ({ searchProgress }) => {
        setProgress(searchProgress);
        if (timer !== undefined) return;
        timer = setTimeout(
          () => {
            timer = undefined;
            last = Date.now();
            void list.refresh();
          },
          Math.max(0, last + READ_AGAIN_MS - Date.now()),
        );
      },
      () => void found.refresh(),
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [id, isKnown, round]);
  if (data === undefined)
    return error ? <Failed error={error} again={found.refresh} /> : <Loading what="the run" />;
  if (data.searchRun === null) return <Empty title={`There is no run ${id}.`} reasons={[]} />;
  const now = progress ?? data.searchRun.progress;
  const again = async () => {
    setProgress(undefined);
    await found.refresh();
    setRound(round + 1);
  };
  return <Shown progress={now} evaluations={list.state.value.data ?? []} again={again} />;
}

function Shown({
  progress,
  evaluations,
  again,
}: {
  readonly progress: ProgressPartsFragment;
  readonly evaluations: readonly Evaluation[];
  readonly again: () => Promise<void>;
}) {
  const { run } = progress;
  const curve = useMemo(() => curveOf(evaluations, progress, "evaluations"), [evaluations, progress]);
  const device = run.devices.map(({ key }) => key).join(",");
  const left =
    progress.etaSeconds === null || !isAtWork(run) ? "" : `, about ${spanOf(progress.etaSeconds)} left`;
  const facts: readonly (readonly [string, string])[] = [
    ["State", `${stateOf(run)}${run.reason === null ? "" : `: ${run.reason}`}`],
    [
      "Evaluations",
      `${progress.evaluations} of ${run.budget}${progress.failed > 0 ? `, ${progress.failed} failed` : ""}`,
    ],
    ["Hypervolume", shortNumber(progress.hypervolume)],
    ...(isAtWork(run) ? [["Out now", String(progress.pending.length || (run.parallel ?? 1))] as const] : []),
    ["Time", spanOf(progress.elapsedSeconds) + left],
    ["Strategy", `${run.strategy.toLowerCase()}, seed ${run.seed}`],
    ["Started", momentOf(run.createdAt)],
  ];
  return (
    <>
      <h1>Run {nameOf(run)}</h1>
      <p>
        {run.task.key} on {run.devices.map(({ key }) => key).join(", ")}.{" "}
        <Link to={`/?task=${encodeURIComponent(run.task.key)}&device=${encodeURIComponent(device)}`}>
          See the front
        </Link>{" "}
        · <Link to={`/runs?compare=${run.key}`}>Compare with other runs</Link>
      </p>
      <div class="stack">
        <section class="panel" aria-label="Progress">
          <progress class="bar" max={run.budget} value={progress.spent} aria-label="Spent of the budget" />
          <dl class="facts" aria-live="polite">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {progress.leftOut !== null && progress.leftOut > 0 && (
            <p class="faint">{progress.leftOut} networks of the table lack a value and are left out.</p>
          )}
          <Actions progress={progress} again={again} />
        </section>
        {curve !== undefined && (
          <section class="panel" aria-label="Hypervolume">
            <h2>Hypervolume</h2>
            <PanelFigure
              panel={hypervolumePanel({
                title: "",
                objectives: progress.objectiveNames.map((name) => wordsOf(name, run.task.key)),
                lines: [{ name: nameOf(run), points: curve }],
              })}
            />
          </section>
        )}
        <TimelinePanel evaluations={evaluations} />
        {evaluations.length > 0 && <GenesPanel progress={progress} evaluations={evaluations} />}
        <EvaluationTable evaluations={evaluations} progress={progress} device={device} />
      </div>
    </>
  );
}

/** What may be done with the run; nothing that the viewer's role would be refused. */
function Actions({
  progress: { run, spent },
  again,
}: {
  readonly progress: ProgressPartsFragment;
  readonly again: () => Promise<void>;
}) {
  const id = useId();
  const [said, setSaid] = useState<string | undefined>();
  const [budget, setBudget] = useState("");
  if (!may("WRITE")) return null;
  const act = async (work: () => Promise<{ readonly message?: string }>) => {
    try {
      setSaid((await work()).message);
      await again();
    } catch (error) {
      setSaid((error as Error).message);
    }
  };
  const messageOf = (answer: object) => ("message" in answer ? { message: String(answer.message) } : {});
  const cancel = () =>
    act(async () => messageOf((await ask(CancelSearchDocument, { id: run.key })).cancelSearch));
  const resume = (more: number | undefined) =>
    act(async () =>
      messageOf((await ask(ResumeSearchDocument, { id: run.key, budget: more ?? null })).resumeSearch),
    );
  const isSpent = spent >= run.budget;
  return (
    <div class="actions">
      {isAtWork(run) && (
        <button type="button" onClick={cancel}>
          Cancel the run
        </button>
      )}
      {!isAtWork(run) && !isSpent && run.status !== "FINISHED" && (
        <button type="button" class="primary" onClick={() => resume(undefined)}>
          Resume the run
        </button>
      )}
      {!isAtWork(run) && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void resume(Number(budget));
          }}
        >
          <label for={id}>New budget in all</label>
          <input
            id={id}
            type="number"
            min={Math.ceil(spent) + 1}
            required
            value={budget}
            onInput={(event) => setBudget(event.currentTarget.value)}
          />
          <button type="submit">Extend the run</button>
        </form>
      )}
      <p class="problem" role="alert">
        {said}
      </p>
    </div>
  );
}

/** The metrics that have a column wherever anything is known of them, besides the objectives. */
const BUILT_IN = ["accuracy", "latency", "energy"];

/** Lines of the table of evaluations; further ones are counted. */
const MOST_LINES = 500;

function EvaluationTable({
  evaluations,
  progress,
  device,
}: {
  readonly evaluations: readonly Evaluation[];
  readonly progress: ProgressPartsFragment;
  readonly device: string;
}) {
  if (evaluations.length === 0) return null;
  const task = progress.run.task.key;
  const shown = evaluations.toReversed().slice(0, MOST_LINES);
  const known = BUILT_IN.filter((name) => shown.some((one) => objectiveValue(one, name) !== undefined));
  const columns = [...new Set([...progress.objectiveNames, ...known])].map((name) => ({
    name,
    format: columnFormat(shown.flatMap((one) => objectiveValue(one, name) ?? [])),
  }));
  const seconds = columnFormat([Math.max(1, ...shown.map((one) => one.seconds ?? 0))]);
  return (
    <section class="panel" aria-label="Evaluations">
      <h2>Evaluations, the latest first</h2>
      <div class="table-scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">Network</th>
              {columns.map(({ name }) => (
                <th scope="col" key={name}>
                  {wordsOf(name, task)} <span class="unit">{unitOf(name)}</span>
                </th>
              ))}
              <th scope="col">Outcome</th>
              <th scope="col">Seconds</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.number}>
                <td>{one.number}</td>
                <td>
                  <Link class="mono" to={`/networks/${one.architecture.key}?task=${task}&device=${device}`}>
                    {one.architecture.key.slice(0, 10)}
                  </Link>
                </td>
                {columns.map(({ name, format }) => {
                  const value = objectiveValue(one, name);
                  return (
                    <td class="number" key={name}>
                      {value === undefined ? "–" : format(value)}
                    </td>
                  );
                })}
                <td>
                  {one.fidelity === null ? one.status.toLowerCase() : one.fidelity}
                  {one.reason === null ? "" : `: ${one.reason}`}
                </td>
                <td class="number">{one.seconds === null ? "–" : seconds(one.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {evaluations.length > shown.length && (
        <p class="faint">
          {evaluations.length - shown.length} earlier ones are not listed; the command run evaluations has
          all.
        </p>
      )}
    </section>
  );
}
