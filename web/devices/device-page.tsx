import { useEffect, useMemo } from "preact/hooks";
import { ask } from "../api/ask.js";
import { resource } from "../api/resource.js";
import { DeviceDocument, DeviceHealthDocument, type DeviceHealthQuery } from "../generated/operations.js";
import { saveText } from "../parts/save.js";
import { sentences } from "../parts/sentences.js";
import { Empty, Failed, Loading } from "../parts/states.js";
import { Checks } from "./checks.js";
import { Predictors } from "./predictors.js";

/** What is known of one device, how good its predictors are, what looks wrong and what to measure next. */
export function DevicePage({ id }: { readonly id: string }) {
  const found = useMemo(() => resource((signal) => ask(DeviceDocument, { id }, signal)), [id]);
  const health = useMemo(() => resource((signal) => ask(DeviceHealthDocument, { id }, signal)), [id]);
  useEffect(
    () => () => {
      found.close();
      health.close();
    },
    [found, health],
  );
  const { data, error } = found.state.value;
  if (data === undefined)
    return error ? <Failed error={error} again={found.refresh} /> : <Loading what="the device" />;
  const { device } = data;
  if (device === null) return <Empty title={`There is no device ${id}.`} reasons={[]} />;
  const state = health.state.value;
  return (
    <>
      <h1>{device.name}</h1>
      <p>
        <span class="mono">{device.key}</span> · {device.measured.toLocaleString("en")} measured networks ·
        batch {device.batch}
        {device.runtime !== "" && ` · ${device.runtime}`}
      </p>
      {device.description !== "" && <p class="faint">{device.description}</p>}
      <div class="stack">
        {state.data?.device != null ? (
          <>
            <Checks device={device.key} known={state.data.device.known} predictors={device.predictors} />
            <Findings device={device.key} health={state.data.device} />
          </>
        ) : state.error !== undefined ? (
          <Failed error={state.error} again={health.refresh} />
        ) : (
          <Loading what="findings, which are computed now" />
        )}
        <Predictors predictors={device.predictors} again={found.refresh} />
      </div>
    </>
  );
}

type Known = NonNullable<DeviceHealthQuery["device"]>;

function Findings({ device, health }: { readonly device: string; readonly health: Known }) {
  return (
    <>
      <section class="panel" aria-label="Findings">
        <h2>Findings</h2>
        {health.findings.length === 0 && <p>Nothing looks wrong with the measurements or the predictors.</p>}
        <ul class="plain measurements">
          {health.findings.map(({ kind, metric, text, cause, advice }) => (
            <li key={text}>
              <b>
                {kind.toLowerCase()} of {metric}
              </b>
              <div>{text}</div>
              <div class="faint">
                {cause} {advice.join(" ")}
              </div>
            </li>
          ))}
        </ul>
        {health.notes.map((note) => (
          <p class="faint" key={note}>
            {sentences([note])}
          </p>
        ))}
      </section>
      <section class="panel" aria-label="What to measure next">
        <h2>What to measure next</h2>
        {health.next.length === 0 && <p class="faint">There is nothing to suggest.</p>}
        {health.next.map(({ task, architectures, notes }) => (
          <div key={task.key} class="row">
            <span>
              {architectures.length} networks for {task.key}. <span class="faint">{sentences(notes)}</span>
            </span>
            <button
              type="button"
              onClick={() =>
                saveText(`measure-${device}-${task.key}.csv`, toFill(device, architectures), "text/csv")
              }
            >
              Download the table to fill in
            </button>
          </div>
        ))}
      </section>
    </>
  );
}

/** A table in the column convention with a line per network and empty columns for what is to be measured. */
function toFill(device: string, architectures: Known["next"][number]["architectures"]): string {
  const genes = architectures.map((one) => one.genes as Readonly<Record<string, unknown>>);
  const names = [...new Set(genes.flatMap((own) => Object.keys(own)))];
  const lines = genes.map((own) => [...names.map((name) => String(own[name] ?? "")), "", ""].join(","));
  return `${[[...names, `${device}.latency_ms`, `${device}.energy_mj`].join(","), ...lines].join("\n")}\n`;
}
