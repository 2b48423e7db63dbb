import { useState } from "preact/hooks";
import { shortNumber } from "../../charts/scale.js";
import { ask } from "../api/ask.js";
import { may } from "../api/catalog.js";
import { RetractDocument } from "../generated/operations.js";
import { wordsOf } from "../parts/metrics.js";
import type { Measurement } from "./own-values.js";

/** Every measurement of a network with its conditions; who may, can retract one. */
export function Measurements({
  measurements,
  again,
}: {
  readonly measurements: readonly Measurement[];
  readonly again: () => Promise<void>;
}) {
  const [asked, setAsked] = useState<string | undefined>();
  const [said, setSaid] = useState<string | undefined>();
  const retract = async (id: string) => {
    setAsked(undefined);
    try {
      const { retractMeasurement } = await ask(RetractDocument, { id });
      setSaid("message" in retractMeasurement ? retractMeasurement.message : undefined);
      await again();
    } catch (error) {
      setSaid((error as Error).message);
    }
  };
  return (
    <section class="panel" aria-label="Measurements">
      <h2>Measurements</h2>
      {measurements.length === 0 && <p class="faint">Nothing of this network has been measured yet.</p>}
      <ul class="plain measurements">
        {measurements.map((one) => (
          <li key={one.key} class={one.retracted ? "retracted" : ""}>
            <div>
              <b>{one.task?.key ?? one.device?.key}</b> {valuesOf(one).join(", ")}
              {one.retracted && <span class="tag">retracted</span>}
            </div>
            <div class="faint">{conditionsOf(one).join(" · ")}</div>
            {!one.retracted && may("WRITE") && asked !== one.key && (
              <button type="button" class="quiet" onClick={() => setAsked(one.key)}>
                Retract
              </button>
            )}
            {asked === one.key && (
              <span>
                It is kept, but never used again.{" "}
                <button type="button" onClick={() => retract(one.key)}>
                  Retract it
                </button>{" "}
                <button type="button" class="quiet" onClick={() => setAsked(undefined)}>
                  Keep it
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <p class="problem" role="alert">
        {said}
      </p>
    </section>
  );
}

function valuesOf(one: Measurement): readonly string[] {
  const spread = (sd: number | null) => (sd === null ? "" : ` ± ${shortNumber(sd, 2)}`);
  return [
    ...(one.accuracy === null
      ? []
      : [`${wordsOf("accuracy", one.task?.key)} ${shortNumber(one.accuracy)}${spread(one.accuracySd)}`]),
    ...(one.latency === null ? [] : [`${shortNumber(one.latency)}${spread(one.latencySd)} ms`]),
    ...(one.energy === null ? [] : [`${shortNumber(one.energy)}${spread(one.energySd)} mJ`]),
  ];
}

function conditionsOf({ fidelity, repeats, examples, measuredAt, origin }: Measurement): readonly string[] {
  return [
    origin,
    ...(fidelity === null
      ? []
      : [`${fidelity.split.toLowerCase()} split`, fidelity.training].filter(Boolean)),
    ...(fidelity === null || fidelity.seeds.length === 0 ? [] : [`seeds ${fidelity.seeds.join(", ")}`]),
    `${repeats} ${repeats === 1 ? "run" : "runs"}`,
    ...(examples === null ? [] : [`${examples.toLocaleString("en")} examples`]),
    ...(measuredAt === null ? [] : [measuredAt.slice(0, 10)]),
  ];
}
