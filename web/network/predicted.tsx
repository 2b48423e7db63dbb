import { useEffect, useMemo } from "preact/hooks";
import {
  againstInWords,
  againstMeasurements,
  type PredictedAndMeasured,
} from "../../charts/network/against.js";
import { ask } from "../api/ask.js";
import { resource } from "../api/resource.js";
import {
  type EstimatedFragment,
  NetworkPredictionDocument,
  type NetworkQuery,
} from "../generated/operations.js";
import { Chart } from "../parts/figures/chart.js";
import { Values } from "../parts/values.js";

type Measurement = NonNullable<NetworkQuery["architecture"]>["measurements"][number];

const UNITS = { accuracy: "", latency: "ms", energy: "mJ" } as const;

/** What is predicted of a network, beside what was measured of it. */
export function Predicted({
  task,
  device,
  genes,
  measurements,
}: {
  readonly task: string;
  readonly device: string;
  readonly genes: Readonly<Record<string, unknown>>;
  readonly measurements: readonly Measurement[];
}) {
  const text = JSON.stringify(genes);
  const found = useMemo(
    () =>
      resource(async (signal) => {
        const variables = { task, device, architecture: JSON.parse(text) };
        return (await ask(NetworkPredictionDocument, variables, signal)).predict;
      }),
    [task, device, text],
  );
  useEffect(() => () => found.close(), [found]);
  const { data, error } = found.state.value;
  const metrics =
    data?.__typename === "Predictions" ? compared(data.predictions[0], measurements, task, device) : [];
  return (
    <section class="panel" aria-label="Predictions">
      <h2>Predicted on {device}</h2>
      {error !== undefined && <p class="problem">{error.message}</p>}
      {data !== undefined && data.__typename !== "Predictions" && <p class="faint">{data.message}</p>}
      {data?.__typename === "Predictions" && (
        <>
          <Values {...data.predictions[0]} />
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
          <p class="faint">{data.notes.join(". ")}</p>
        </>
      )}
    </section>
  );
}

/**
 * The metrics that are predicted and measured under these conditions. What was retracted is left out, and accuracies on
 * the test split, which predictors do not learn.
 */
function compared(
  predicted: Readonly<Record<keyof typeof UNITS, EstimatedFragment | null>>,
  measurements: readonly Measurement[],
  task: string,
  device: string,
): readonly PredictedAndMeasured[] {
  return (Object.keys(UNITS) as (keyof typeof UNITS)[]).flatMap((metric) => {
    const measured = measurements.flatMap((one) => {
      const isAbout = metric === "accuracy" ? one.task?.key === task : one.device?.key === device;
      return isAbout && !one.retracted && one.fidelity?.split !== "TEST" ? (one[metric] ?? []) : [];
    });
    const estimate = predicted[metric];
    return estimate === null || measured.length === 0
      ? []
      : [{ metric, unit: UNITS[metric], predicted: estimate, measured }];
  });
}
