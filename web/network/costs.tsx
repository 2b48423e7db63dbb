import { useEffect, useMemo } from "preact/hooks";
import { columnFormat } from "../../charts/decimals.js";
import { shortNumber } from "../../charts/scale.js";
import { ask } from "../api/ask.js";
import { resource } from "../api/resource.js";
import { NetworkCostDocument } from "../generated/operations.js";
import { sentences } from "../parts/sentences.js";

/** The cost of each layer by the operator profiles of the devices, as bars. */
export function Costs({
  task,
  devices,
  genes,
}: {
  readonly task: string;
  readonly devices: readonly string[];
  readonly genes: Readonly<Record<string, unknown>>;
}) {
  return (
    <>
      {devices.map((device) => (
        <DeviceCosts key={device} {...{ task, device, genes }} />
      ))}
    </>
  );
}

function DeviceCosts({
  task,
  device,
  genes,
}: {
  readonly task: string;
  readonly device: string;
  readonly genes: Readonly<Record<string, unknown>>;
}) {
  const text = JSON.stringify(genes);
  const found = useMemo(
    () =>
      resource(async (signal) => {
        const variables = { task, device, architecture: JSON.parse(text) };
        return (await ask(NetworkCostDocument, variables, signal)).device?.cost;
      }),
    [task, device, text],
  );
  useEffect(() => () => found.close(), [found]);
  const { data } = found.state.value;
  if (data === undefined) return null;
  if (data.__typename !== "ArchitectureCost") {
    return (
      <section class="panel" aria-label={`Cost per layer on ${device}`}>
        <h2>Cost per layer on {device}</h2>
        <p class="faint">
          {data.__typename === "NotFoundProblem"
            ? `${device} has no operator profile of this search space. The page of devices imports one.`
            : sentences([data.message])}
        </p>
      </section>
    );
  }
  const latencies = columnFormat(data.layers.map(({ latency }) => latency));
  const energies = columnFormat(data.layers.map(({ energy }) => energy ?? Number.NaN));
  const largest = Math.max(...data.layers.map(({ latency }) => latency));
  return (
    <section class="panel" aria-label={`Cost per layer on ${device}`}>
      <h2>
        Cost per layer on {device}
        <span class="faint">
          {shortNumber(data.latency)} ms{data.energy === null ? "" : `, ${shortNumber(data.energy)} mJ`} in
          all
        </span>
      </h2>
      <div class="table-scroll" tabindex={0}>
        <table class="layers">
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Latency ms</th>
              <th scope="col">Energy mJ</th>
            </tr>
          </thead>
          <tbody>
            {data.layers.map(({ key, latency, energy }, i) => (
              <tr key={`${key} ${i}`}>
                <td class="mono layer-key" title={key}>
                  {key}
                </td>
                <td class="bar-cell">
                  <span class="layer-bar" style={{ width: `${(100 * latency) / largest}%` }} />
                  <span>{latencies(latency)}</span>
                </td>
                <td>{energies(energy ?? Number.NaN)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data.excluded.length > 0 && <p class="faint">Not in these sums: {data.excluded.join("; ")}.</p>}
    </section>
  );
}
