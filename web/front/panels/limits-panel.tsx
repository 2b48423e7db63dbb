import { useId } from "preact/hooks";
import type { Networks } from "../../api/columns.js";
import { wordsOf } from "../../parts/metrics.js";
import { keepsLimits } from "../model.js";
import { clearLimits, type Limited, limits, setLimit, view } from "../view.js";

const FIELDS: readonly { readonly metric: Limited; readonly words: string; readonly unit: string }[] = [
  { metric: "accuracy", words: "Lowest", unit: "" },
  { metric: "latency", words: "Highest", unit: "ms" },
  { metric: "energy", words: "Highest", unit: "mJ" },
];

/** The limits as numbers, and how many networks keep them. */
export function LimitsPanel({ networks }: { readonly networks: Networks }) {
  const id = useId();
  const isFeasible = keepsLimits(networks, limits.value);
  let [feasible, onFront] = [0, 0];
  for (let row = 0; row < networks.count; row++) {
    if (!isFeasible(row)) continue;
    feasible++;
    if (networks.front[row] > 0) onFront++;
  }
  const { reference } = view.value;
  const isAny = Object.keys(limits.value).length > 0;
  return (
    <section class="panel" aria-label="Limits">
      <h2>
        Limits
        {isAny && (
          <button type="button" class="quiet" onClick={clearLimits}>
            Clear limits
          </button>
        )}
      </h2>
      {FIELDS.filter(({ metric }) => networks.columns.has(metric)).map(({ metric, words, unit }) => (
        <label class="row" key={metric} for={id + metric}>
          <span>
            {words} {wordsOf(metric, view.value.task)}
          </span>
          <span class="with-unit">
            <input
              id={id + metric}
              type="number"
              min="0"
              step="any"
              inputMode="decimal"
              placeholder="no limit"
              value={limits.value[metric] ?? ""}
              onChange={(event) => {
                const text = event.currentTarget.value;
                setLimit(metric, text === "" ? undefined : Number(text));
              }}
            />
            <span class="unit">{unit || "0–1"}</span>
          </span>
        </label>
      ))}
      <p class="faint" aria-live="polite">
        {isAny
          ? `${feasible.toLocaleString("en")} of ${networks.count.toLocaleString("en")} shown networks keep them, ` +
            `${onFront.toLocaleString("en")} of these on the front.`
          : "Set a limit here, then drag its line in a plot."}
      </p>
      {reference !== undefined && isAny && (
        <p class="faint">
          These are the values of network <span class="mono">{reference.slice(0, 10)}</span>, which is to be
          improved on; a dashed ring marks it.
        </p>
      )}
    </section>
  );
}
