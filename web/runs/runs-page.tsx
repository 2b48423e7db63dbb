import { useEffect, useMemo, useState } from "preact/hooks";
import { shortNumber } from "../../charts/scale.js";
import { ask } from "../api/ask.js";
import { catalog } from "../api/catalog.js";
import { resource } from "../api/resource.js";
import { RunDocument, RunsDocument, type RunsQuery } from "../generated/operations.js";
import { LineFigure } from "../parts/line-figure.js";
import { Link } from "../parts/link.js";
import { params, setParams } from "../parts/location.js";
import { Empty, Failed, Loading } from "../parts/states.js";
import { curveOf, evaluationsOf } from "./evaluations.js";
import { momentOf, nameOf, stateOf } from "./run-words.js";
import { StartForm } from "./start-form.js";

/** Most runs in one comparison: as many as there are colours. */
const MOST_COMPARED = 6;

/** All search runs, the form that starts one, and a comparison of those that are ticked. */
export function RunsPage() {
  const runs = useMemo(() => resource<RunsQuery>((signal) => ask(RunsDocument, {}, signal)), []);
  useEffect(() => () => runs.close(), [runs]);
  const { data, error } = runs.state.value;
  const compared = (params.value.get("compare") ?? "").split(",").filter(Boolean).slice(0, MOST_COMPARED);
  if (data === undefined || catalog.state.value.data === undefined)
    return error ? <Failed error={error} again={runs.refresh} /> : <Loading what="search runs" />;
  const { nodes } = data.searchRuns;
  const toggle = (key: string) => {
    const next = compared.includes(key) ? compared.filter((one) => one !== key) : [...compared, key];
    setParams({ compare: next.join(",") });
  };
  return (
    <>
      <h1>Search runs</h1>
      <div class="stack">
        <section class="panel" aria-label="All runs">
          {nodes.length === 0 ? (
            <Empty
              title="No search was started yet."
              reasons={["Start one below, or on the command line."]}
            />
          ) : (
            <div class="table-scroll" tabindex={0}>
              <table>
                <caption class="visually-hidden">Search runs, newest first</caption>
                <thead>
                  <tr>
                    <th scope="col">Compare</th>
                    <th scope="col">Run</th>
                    <th scope="col">Task</th>
                    <th scope="col">Devices</th>
                    <th scope="col">Strategy</th>
                    <th scope="col">Evaluations</th>
                    <th scope="col">State</th>
                    <th scope="col">Started</th>
                  </tr>
                </thead>
                <tbody>
                  {nodes.map((run) => (
                    <tr key={run.key}>
                      <td>
                        <input
                          type="checkbox"
                          aria-label={`Compare run ${run.key.slice(0, 8)}`}
                          checked={compared.includes(run.key)}
                          onChange={() => toggle(run.key)}
                          disabled={compared.length >= MOST_COMPARED && !compared.includes(run.key)}
                        />
                      </td>
                      <td>
                        <Link to={`/runs/${run.key}`} class="mono">
                          {run.key.slice(0, 8)}
                        </Link>
                      </td>
                      <td>{run.task.key}</td>
                      <td>{run.devices.map(({ key }) => key).join(", ")}</td>
                      <td>{run.strategy.toLowerCase()}</td>
                      <td>
                        {run.evaluations} of {run.budget}
                      </td>
                      <td>
                        <span class="tag">{stateOf(run)}</span>
                      </td>
                      <td>{momentOf(run.createdAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
        {compared.length > 0 && <Comparison keys={compared} />}
        <StartForm tables={data.sampleTables} />
      </div>
    </>
  );
}

/** The hypervolume of several runs over their evaluations, or over time. */
function Comparison({ keys }: { readonly keys: readonly string[] }) {
  const over = params.value.get("over") === "seconds" ? "seconds" : "evaluations";
  const [found, setFound] = useState<Awaited<ReturnType<typeof read>>>([]);
  const [error, setError] = useState<Error | undefined>();
  useEffect(() => {
    const own = new AbortController();
    read(keys, own.signal).then(setFound, (failure: Error) => own.signal.aborted || setError(failure));
    return () => own.abort();
  }, [keys.join()]);
  if (error !== undefined)
    return (
      <p class="problem" role="alert">
        {error.message}
      </p>
    );
  const about = new Set(
    found.map(({ progress }) => `${progress.run.task.key} ${progress.objectiveNames.join()}`),
  );
  const lines = found.flatMap(({ progress, evaluations }) => {
    const points = curveOf(evaluations, progress, over);
    return points === undefined ? [] : [{ name: nameOf(progress.run), points }];
  });
  const ends = lines.map(
    ({ name, points }) => `${name} ends at ${shortNumber(points[points.length - 1][1])}`,
  );
  return (
    <section class="panel" aria-label="Comparison">
      <h2>
        Hypervolume
        <span>
          <button
            type="button"
            aria-pressed={over === "evaluations"}
            onClick={() => setParams({ over: undefined })}
          >
            over evaluations
          </button>{" "}
          <button
            type="button"
            aria-pressed={over === "seconds"}
            onClick={() => setParams({ over: "seconds" })}
          >
            over time
          </button>
        </span>
      </h2>
      {about.size > 1 && (
        <p class="problem">
          These runs have different tasks or objectives, so their hypervolumes cannot be compared.
        </p>
      )}
      {lines.length > 0 && (
        <LineFigure
          lines={lines}
          x={{ title: over === "evaluations" ? "evaluations" : "time [s]", kind: "linear" }}
          y={{ title: "hypervolume" }}
          summary={`Hypervolume over ${over}: ${ends.join("; ")}`}
        />
      )}
      <p class="faint">
        Each run is measured from its own reference point: the worst known values, or its limits.
      </p>
    </section>
  );
}

const read = (keys: readonly string[], signal: AbortSignal) =>
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
