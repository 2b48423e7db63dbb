import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { shortNumber } from "../../charts/scale.js";
import { ask } from "../api/ask.js";
import { catalog, may } from "../api/catalog.js";
import { resource } from "../api/resource.js";
import { ImportTableDocument, type ImportTableMutation, SpacesDocument } from "../generated/operations.js";
import { Heads } from "./heads.js";

type Answer = ImportTableMutation["importSamples"];
type Report = Extract<Answer, { readonly __typename: "ImportSamplesSuccess" }>;

/** Imports a table: it is read and shown first, and stored when that is confirmed. */
export function Upload() {
  const id = useId();
  const spaces = useMemo(() => resource((signal) => ask(SpacesDocument, {}, signal)), []);
  useEffect(() => () => spaces.close(), [spaces]);
  const [file, setFile] = useState<File | undefined>();
  const [space, setSpace] = useState<string | undefined>();
  const [report, setReport] = useState<Report | undefined>();
  const [said, setSaid] = useState<string | undefined>();
  if (!may("WRITE")) return null;
  const known = spaces.state.value.data?.searchSpaces ?? [];
  const chosen = space ?? known[0]?.key ?? "";
  const send = async (dryRun: boolean) => {
    if (file === undefined) return;
    setSaid("Reading the table…");
    try {
      const name = file.name
        .replace(/\.[^.]*$/, "")
        .replace(/[^A-Za-z0-9._-]+/g, "-")
        .slice(0, 100);
      const input = { name, space: chosen, csv: await file.text(), dryRun };
      const { importSamples } = await ask(ImportTableDocument, { input });
      const isRead = importSamples.__typename === "ImportSamplesSuccess";
      setReport(isRead ? importSamples : undefined);
      setSaid(isRead ? undefined : importSamples.message);
      if (isRead && !dryRun) await catalog.refresh();
    } catch (error) {
      setReport(undefined);
      setSaid((error as Error).message);
    }
  };
  return (
    <section class="panel" aria-label="Import a table">
      <h2>Import a table</h2>
      <form
        class="actions"
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <div class="field">
          <label for={`${id}file`}>CSV file</label>
          <input
            id={`${id}file`}
            type="file"
            accept=".csv,text/csv"
            required
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0]);
              setReport(undefined);
            }}
          />
        </div>
        <div class="field">
          <label for={`${id}space`}>Search space</label>
          <select id={`${id}space`} value={chosen} onChange={(event) => setSpace(event.currentTarget.value)}>
            {known.map(({ key }) => (
              <option key={key} value={key}>
                {key}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">Check the table</button>
      </form>
      <p class="faint">
        Columns are genes, and values such as TASK.accuracy (a fraction), DEVICE.latency_ms and
        DEVICE.energy_mj. Nothing is stored until you confirm it.
      </p>
      <p class="problem" role="alert">
        {said}
      </p>
      {report !== undefined && <Preview report={report} confirm={() => send(false)} />}
    </section>
  );
}

function Preview({ report, confirm }: { readonly report: Report; readonly confirm: () => void }) {
  const count = (number: number) => number.toLocaleString("en");
  const created = [...report.tasksCreated, ...report.devicesCreated].map(({ key }) => key);
  return (
    <div aria-live="polite">
      {report.problems.map((problem) => (
        <p class="problem" key={problem}>
          <b>Please check:</b> {problem}
        </p>
      ))}
      <p>
        {report.dryRun
          ? `${count(report.networks)} networks with ${count(report.measurements)} measurements` +
            `${report.alreadyImported ? ", all of them imported before" : ""}.`
          : `Stored: ${count(report.measurementsStored)} new measurements of ${count(report.networks)} networks.`}
        {created.length > 0 && ` New: ${created.join(", ")}.`}
      </p>
      {report.notes.map((note) => (
        <p class="faint" key={note}>
          {note}
        </p>
      ))}
      <div class="table-scroll" tabindex={0}>
        <table>
          <caption class="visually-hidden">Columns of the table</caption>
          <Heads names={["Column", "Kind", "Of", "Unit", "Values", "Missing", "Least", "Most"]} />
          <tbody>
            {report.columns.map((column) => (
              <tr key={column.name}>
                <td>{column.name}</td>
                <td>{column.kind.toLowerCase().replace("_", " ")}</td>
                <td>{column.subject}</td>
                <td>{column.unit}</td>
                <td>{count(column.values)}</td>
                <td>{count(column.missing)}</td>
                <td>{column.min === null ? "" : shortNumber(column.min)}</td>
                <td>{column.max === null ? "" : shortNumber(column.max)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.dryRun && (
        <button type="button" class="primary" onClick={confirm}>
          Store {count(report.measurements)} measurements
        </button>
      )}
    </div>
  );
}
