import { shortNumber } from "../../charts/scale.js";
import type { EstimatedFragment } from "../generated/operations.js";
import { wordsOf } from "./metrics.js";

const WORDS = { MEASURED: "measured", COST_MODEL: "summed", PREDICTED: "predicted" } as const;
const UNITS = { accuracy: "", latency: "ms", energy: "mJ" } as const;

type Metric = keyof typeof UNITS;

/** The values of a network, with their intervals and where they come from. */
export function Values(
  props: Readonly<Record<Metric, EstimatedFragment | null>> & { readonly task: string },
) {
  return (
    <dl class="values">
      {(Object.keys(UNITS) as Metric[]).flatMap((metric) => {
        const estimate = props[metric];
        if (estimate === null) return [];
        const { value, lower, upper, source, extrapolated } = estimate;
        return (
          <div key={metric}>
            <dt>{wordsOf(metric, props.task)}</dt>
            <dd>
              <b>{shortNumber(value)}</b> {UNITS[metric]}
              {lower !== null && upper !== null && (
                <span class="faint" title="90 % interval">
                  {" "}
                  {shortNumber(lower)} – {shortNumber(upper)}
                </span>
              )}
              <span class={`tag ${WORDS[source]}`}>{extrapolated ? "extrapolated" : WORDS[source]}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
