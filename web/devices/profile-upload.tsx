import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { shortNumber } from "../../charts/scale.js";
import { ask } from "../api/ask.js";
import { catalog, may } from "../api/catalog.js";
import { resource } from "../api/resource.js";
import {
  ImportProfileDocument,
  type ImportProfileMutation,
  SpacesDocument,
} from "../generated/operations.js";
import { Heads } from "./heads.js";

type Answer = ImportProfileMutation["importOperatorProfile"];
type Report = Extract<Answer, { readonly __typename: "ImportOperatorProfileSuccess" }>;

/** Values of one quantity in the file. */
interface Range {
  readonly quantity: string;
  readonly values: number;
  readonly least: number;
  readonly most: number;
}

/** The missing keys that are named; the others are counted. */
const NAMED = 12;

/** Imports an operator profile: it is read and shown first, with what it lacks, and stored when that is confirmed. */
export function ProfileUpload() {
  const id = useId();
  const spaces = useMemo(() => resource((signal) => ask(SpacesDocument, {}, signal)), []);
  useEffect(() => () => spaces.close(), [spaces]);
  const [file, setFile] = useState<File | undefined>();
  const [device, setDevice] = useState("");
  const [space, setSpace] = useState("");
  const [found, setFound] = useState<
    { readonly report: Report; readonly ranges: readonly Range[] } | undefined
  >();
  const [said, setSaid] = useState<string | undefined>();
  if (!may("WRITE")) return null;
  const send = async (dryRun: boolean) => {
    if (file === undefined) return;
    setSaid("Reading the profile…");
    try {
      const text = await file.text();
      const content = file.name.toLowerCase().endsWith(".json") ? JSON.parse(text) : text;
      const input = {
        ...{ device: device.trim(), content: [content], source: file.name, dryRun },
        ...(space === "" ? {} : { spaces: [space] }),
      };
      const { importOperatorProfile: answer } = await ask(ImportProfileDocument, { input });
      const isRead = answer.__typename === "ImportOperatorProfileSuccess";
      setFound(isRead ? { report: answer, ranges: rangesOf(content) } : undefined);
      setSaid(isRead ? undefined : answer.message);
      if (isRead && !dryRun) await catalog.refresh();
    } catch (error) {
      setFound(undefined);
      const why = (error as Error).message;
      setSaid(error instanceof SyntaxError ? `${file.name} is not valid JSON: ${why}` : why);
    }
  };
  const changed = () => setFound(undefined);
  return (
    <section class="panel" aria-label="Import an operator profile">
      <h2>Import an operator profile</h2>
      <form
        class="actions"
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <div class="field">
          <label for={`${id}file`}>Profile (JSON or CSV)</label>
          <input
            id={`${id}file`}
            type="file"
            accept=".json,.csv,application/json,text/csv"
            required
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0]);
              changed();
            }}
          />
        </div>
        <div class="field">
          <label for={`${id}device`}>Device of the profile</label>
          <input
            id={`${id}device`}
            required
            value={device}
            list={`${id}devices`}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
            title="letters, digits, dots, dashes and underscores"
            onInput={(event) => {
              setDevice(event.currentTarget.value);
              changed();
            }}
          />
          <datalist id={`${id}devices`}>
            {catalog.state.value.data?.devices.map(({ key }) => (
              <option key={key} value={key} />
            ))}
          </datalist>
        </div>
        <div class="field">
          <label for={`${id}space`}>Serves</label>
          <select
            id={`${id}space`}
            value={space}
            onChange={(event) => {
              setSpace(event.currentTarget.value);
              changed();
            }}
          >
            <option value="">all search spaces</option>
            {spaces.state.value.data?.searchSpaces.map(({ key }) => (
              <option key={key} value={key}>
                {key}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">Check the profile</button>
      </form>
      <p class="faint">
        Either JSON with latency in ms and energy in mJ per operator, {'{"KEY": {"lat": 1.5, "enrg": 9}}'}, or
        a CSV cost table with the columns gene, choice, latency and energy. Nothing is stored until you
        confirm it.
      </p>
      <p class="problem" role="alert">
        {said}
      </p>
      {found !== undefined && <Preview {...found} confirm={() => send(false)} />}
    </section>
  );
}

function Preview({
  report,
  ranges,
  confirm,
}: {
  readonly report: Report;
  readonly ranges: readonly Range[];
  readonly confirm: () => void;
}) {
  const count = (number: number) => number.toLocaleString("en");
  return (
    <div aria-live="polite">
      <p>
        {report.dryRun ? "" : "Stored: "}
        {count(report.entries)} entries for {report.device.key}, {count(report.changed)} of them new or
        changed.
      </p>
      {report.coverage.map(({ space, needed, missing, unused }) => (
        <div key={space.key}>
          {missing.length === 0 ? (
            <p>
              <b>{space.key}</b>: all {count(needed)} keys are there, so that every network has a cost.
            </p>
          ) : (
            <p class="problem">
              <b>{space.key}</b>: {count(missing.length)} of {count(needed)} keys are missing; networks that
              need one have no cost: <span class="mono">{some(missing)}</span>
            </p>
          )}
          {unused.length > 0 && (
            <p class="faint">
              {space.key}: {count(unused.length)} keys of the file are not used: {some(unused)}
            </p>
          )}
        </div>
      ))}
      {report.notes.map((note) => (
        <p class="faint" key={note}>
          {note}
        </p>
      ))}
      {ranges.length > 0 && (
        <div class="table-scroll" tabindex={0}>
          <table>
            <caption class="visually-hidden">Values of the file</caption>
            <Heads names={["Quantity", "Values", "Least", "Most"]} />
            <tbody>
              {ranges.map(({ quantity, values, least, most }) => (
                <tr key={quantity}>
                  <td>{quantity}</td>
                  <td>{count(values)}</td>
                  <td>{shortNumber(least)}</td>
                  <td>{shortNumber(most)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {report.dryRun && (
        <button type="button" class="primary" onClick={confirm}>
          Store {count(report.entries)} entries
        </button>
      )}
    </div>
  );
}

const some = (keys: readonly string[]): string =>
  keys.slice(0, NAMED).join(", ") + (keys.length > NAMED ? ` and ${keys.length - NAMED} more` : "");

/** The latencies and energies of a profile in the reference format; nothing for other forms. */
function rangesOf(content: unknown): Range[] {
  if (typeof content !== "object" || content === null) return [];
  const entries = Object.values(content) as Readonly<Record<string, unknown> | null>[];
  return [
    { field: "lat", quantity: "latency [ms]" },
    { field: "enrg", quantity: "energy [mJ]" },
  ].flatMap(({ field, quantity }) => {
    const values = entries.flatMap((entry) => (typeof entry?.[field] === "number" ? [entry[field]] : []));
    if (values.length === 0) return [];
    const [least, most] = values.reduce(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
    return [{ quantity, values: values.length, least, most }];
  });
}
