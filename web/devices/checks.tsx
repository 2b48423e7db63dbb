import { useId, useState } from "preact/hooks";
import type { DeviceHealthQuery, PredictorPartsFragment } from "../generated/operations.js";
import { type Limits, TaskHealth } from "./health.js";

type KnownSpace = NonNullable<DeviceHealthQuery["device"]>["known"][number];

const FIELDS = [
  { field: "minAccuracy", words: "Accuracy at least", step: 0.01, most: 1 },
  { field: "maxLatency", words: "Latency at most [ms]", step: 0.1, most: undefined },
  { field: "maxEnergy", words: "Energy at most [mJ]", step: 1, most: undefined },
] as const;

/** What is known of the device per search space, and what each of its tasks can be relied on for within limits. */
export function Checks({
  device,
  known,
  predictors,
}: {
  readonly device: string;
  readonly known: readonly KnownSpace[];
  readonly predictors: readonly PredictorPartsFragment[];
}) {
  const id = useId();
  const [limits, setLimits] = useState<Limits>({});
  const limit = (field: keyof Limits, text: string) => {
    const { [field]: _, ...others } = limits;
    const value = Number(text);
    setLimits(text !== "" && value > 0 ? { ...others, [field]: value } : others);
  };
  return (
    <section class="stack" aria-label="Health">
      <div class="panel">
        <h2>What is known</h2>
        <ul class="plain">
          {known.map(({ space, measured, profile }) => (
            <li key={space.key}>
              <b>{space.key}</b>: {measuredText(measured)} {profileText(profile)}
            </li>
          ))}
        </ul>
        {known.length === 0 && <p>Nothing is measured, and no operator profile serves the device.</p>}
        <form class="actions" aria-label="Limits to check" onSubmit={(event) => event.preventDefault()}>
          {FIELDS.map(({ field, words, step, most }) => (
            <div class="field" key={field}>
              <label for={`${id}${field}`}>{words}</label>
              <input
                id={`${id}${field}`}
                type="number"
                min={0}
                max={most}
                step={step}
                placeholder="no limit"
                onChange={(event) => limit(field, event.currentTarget.value)}
              />
            </div>
          ))}
        </form>
      </div>
      {known.flatMap(({ space, tasks, measured, profile }) =>
        tasks.map((task) => (
          <TaskHealth
            key={task.key}
            task={task.key}
            device={device}
            limits={limits}
            measured={Math.max(0, ...measured.map(({ networks }) => networks))}
            isCovered={profile !== null && profile.missing === 0}
            predictors={predictors.filter((one) => one.promoted && one.space.key === space.key)}
          />
        )),
      )}
    </section>
  );
}

const measuredText = (measured: KnownSpace["measured"]): string =>
  measured.length === 0
    ? "Nothing is measured."
    : `${measured.map(({ metric, networks }) => `${metric} of ${networks.toLocaleString("en")} networks`).join(", ")}.`;

const profileText = (profile: KnownSpace["profile"]): string =>
  profile === null
    ? "No operator profile."
    : profile.missing === 0
      ? `An operator profile gives ${profile.covers.join(" and ")} of every network.`
      : `The operator profile lacks ${profile.missing} of ${profile.needed} entries.`;
