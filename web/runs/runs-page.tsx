import { useEffect, useMemo } from "preact/hooks";
import { ask } from "../api/ask.js";
import { catalog } from "../api/catalog.js";
import { resource } from "../api/resource.js";
import { RunsDocument, type RunsQuery } from "../generated/operations.js";
import { Link } from "../parts/link.js";
import { params, setParams } from "../parts/location.js";
import { Empty, Failed, Loading } from "../parts/states.js";
import { Comparison } from "./comparison.js";
import { momentOf, stateOf } from "./run-words.js";
import { StartForm } from "./start/start-form.js";

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
