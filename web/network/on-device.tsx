import { useEffect, useMemo } from "preact/hooks";
import { ask } from "../api/ask.js";
import { resource } from "../api/resource.js";
import type { FrontPoint } from "../front/devices.js";
import { NetworkPredictionDocument } from "../generated/operations.js";
import { ExportButton } from "../parts/export-button.js";
import { Neighbours } from "./neighbours.js";
import { type Measurement, ownValues } from "./own-values.js";
import { Predicted } from "./predicted.js";

/** What a network is on one device: predictions beside measurements, its export, and its place beside the front. */
export function OnDevice({
  task,
  device,
  archKey,
  genes,
  measurements,
  points,
}: {
  readonly task: string;
  readonly device: string;
  readonly archKey: string;
  readonly genes: Readonly<Record<string, unknown>>;
  readonly measurements: readonly Measurement[];
  readonly points: readonly FrontPoint[];
}) {
  const text = JSON.stringify(genes);
  const predicted = useMemo(
    () =>
      resource(async (signal) => {
        const variables = { task, device, architecture: JSON.parse(text) };
        return (await ask(NetworkPredictionDocument, variables, signal)).predict;
      }),
    [task, device, text],
  );
  useEffect(() => () => predicted.close(), [predicted]);
  const { data, error } = predicted.state.value;
  const prediction = data?.__typename === "Predictions" ? data.predictions[0] : undefined;
  const onFront = points.find(({ architecture }) => architecture.key === archKey);
  const own = ownValues(onFront ?? prediction, onFront === undefined ? measurements : [], task, device);
  return (
    <>
      <Predicted {...{ task, device, measurements, found: data, error }} />
      <section class="panel" aria-label="Export">
        <h2>Export</h2>
        <ExportButton task={task} architecture={genes} name={`${task}-${archKey.slice(0, 10)}`} />
      </section>
      {points.length > 1 && own !== undefined && (
        <Neighbours {...{ task, device, points, genes, own }} archKey={archKey} />
      )}
    </>
  );
}
