import {
  againstInWords,
  againstMeasurements,
  type PredictedAndMeasured,
} from "../../charts/network/against.js";
import type { EstimatedFragment, NetworkPredictionQuery } from "../generated/operations.js";
import { Chart } from "../parts/figures/chart.js";
import { wordsOf } from "../parts/metrics.js";
import { sentences } from "../parts/sentences.js";
import { Values } from "../parts/values.js";
import { METRICS, type Measurement, measuredOf } from "./own-values.js";

const UNITS = { accuracy: "", latency: "ms", energy: "mJ" } as const;

/** What is predicted of a network, beside what was measured of it. */
export function Predicted({
  task,
  device,
  measurements,
  found: data,
  error,
}: {
  readonly task: string;
  readonly device: string;
  readonly measurements: readonly Measurement[];
  /** The answer about this network; undefined until it is there. */
  readonly found: NetworkPredictionQuery["predict"] | undefined;
  readonly error: Error | undefined;
}) {
  const metrics =
    data?.__typename === "Predictions" ? compared(data.predictions[0], measurements, task, device) : [];
  return (
    <section class="panel" aria-label="Predictions">
      <h2>Predicted on {device}</h2>
      {error !== undefined && <p class="problem">{error.message}</p>}
      {data !== undefined && data.__typename !== "Predictions" && (
        <p class="faint">{sentences([data.message])}</p>
      )}
      {data?.__typename === "Predictions" && (
        <>
          <Values task={task} {...data.predictions[0]} />
          {metrics.length > 0 && (
            <>
              <h3>Against measurements</h3>
              <Chart
                summary={metrics.map(againstInWords).join(". ")}
                heightOf={() => againstMeasurements(300, metrics).height}
                draw={({ width }) => againstMeasurements(width, metrics).elements}
              />
              <ul class="plain faint">
                {metrics.map((metric) => (
                  <li key={metric.metric}>{againstInWords(metric)}.</li>
                ))}
              </ul>
            </>
          )}
          <p class="faint">{sentences(data.notes)}</p>
        </>
      )}
    </section>
  );
}

/** The metrics that are predicted and measured under these conditions. */
function compared(
  predicted: Readonly<Record<keyof typeof UNITS, EstimatedFragment | null>>,
  measurements: readonly Measurement[],
  task: string,
  device: string,
): readonly PredictedAndMeasured[] {
  return METRICS.flatMap((metric) => {
    const measured = measuredOf(measurements, metric, { task, device }).map(({ value }) => value);
    const estimate = predicted[metric];
    return estimate === null || measured.length === 0
      ? []
      : [{ metric: wordsOf(metric, task), unit: UNITS[metric], predicted: estimate, measured }];
  });
}
