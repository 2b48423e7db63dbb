import { catalog } from "../../api/catalog.js";
import type { Networks } from "../../api/columns.js";
import { GeneChoices } from "../../parts/forms/gene-choices.js";
import { keepsLimits } from "../model.js";
import { clearLimits, geneLimits, type Limited, limits, setGeneLimits, view } from "../view.js";
import { LimitField } from "./limit-field.js";

const FIELDS: readonly { readonly metric: Limited; readonly words: string; readonly unit: string }[] = [
  { metric: "accuracy", words: "Lowest", unit: "" },
  { metric: "latency", words: "Highest", unit: "ms" },
  { metric: "energy", words: "Highest", unit: "mJ" },
];

/** The limits, and how many networks keep them. Until the networks are there, every limit may be set. */
export function LimitsPanel({ networks }: { readonly networks: Networks | undefined }) {
  const { reference, task } = view.value;
  const space = catalog.state.value.data?.tasks.find(({ key }) => key === task)?.space.key;
  const genes = geneLimits.value;
  const isOnMetrics = Object.keys(limits.value).length > 0;
  return (
    <section class="panel" aria-label="Limits">
      <h2>
        Limits
        {(isOnMetrics || genes !== undefined) && (
          <button type="button" class="quiet" onClick={clearLimits}>
            Clear limits
          </button>
        )}
      </h2>
      {FIELDS.filter(({ metric }) => networks?.columns.has(metric) ?? true).map((field) => (
        <LimitField key={field.metric} {...field} />
      ))}
      <GeneChoices key={space} space={space} limits={genes ?? {}} set={setGeneLimits} />
      <p class="faint" aria-live="polite">
        {isOnMetrics && networks !== undefined && countOf(networks)}
        {!isOnMetrics && "Set a limit here, then drag its line in a plot."}
        {genes !== undefined && " Only networks with the allowed choices of genes are shown."}
      </p>
      {reference !== undefined && isOnMetrics && (
        <p class="faint">
          These are the values of network <span class="mono">{reference.slice(0, 10)}</span>, which is to be
          improved on; a dashed ring marks it.
        </p>
      )}
    </section>
  );
}

/** How many networks keep the limits on metrics, in a sentence. */
function countOf(networks: Networks): string {
  const isFeasible = keepsLimits(networks, limits.value);
  let [feasible, onFront] = [0, 0];
  for (let row = 0; row < networks.count; row++) {
    if (!isFeasible(row)) continue;
    feasible++;
    if (networks.front[row] > 0) onFront++;
  }
  const [kept, all, best] = [feasible, networks.count, onFront].map((count) => count.toLocaleString("en"));
  return `${kept} of ${all} shown networks keep them, ${best} of these on the front.`;
}
