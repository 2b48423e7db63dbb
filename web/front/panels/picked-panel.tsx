import { shortNumber } from "../../../charts/scale.js";
import type { Networks } from "../../api/columns.js";
import { ExportButton } from "../../parts/export-button.js";
import { Link } from "../../parts/link.js";
import { wordsOf } from "../../parts/metrics.js";
import { improveOn, pick } from "../view.js";

const WORDS = ["", "measured", "summed", "predicted"] as const;
/** The network that was picked in a plot or in the table. */
export function PickedPanel({
  task,
  device,
  networks,
  genes,
  row,
}: {
  readonly task: string;
  readonly device: string;
  readonly networks: Networks;
  /** The genes of the network, where they are known here. */
  readonly genes: unknown;
  readonly row: number | undefined;
}) {
  if (row === undefined) {
    return (
      <section class="panel" aria-label="Picked network">
        <h2>Network</h2>
        <p class="faint">Click a point, or go along the front with the arrow keys, to see a network here.</p>
      </section>
    );
  }
  const key = networks.key(row);
  const onFront = [
    "not on the front",
    "on the measured front",
    "on the front with predictions",
    "on the front",
  ];
  return (
    <section class="panel" aria-label="Picked network">
      <h2>
        Network
        <button
          type="button"
          class="quiet"
          aria-label="Forget the picked network"
          onClick={() => pick(undefined)}
        >
          ×
        </button>
      </h2>
      <p class="picked-key">
        <Link to={`/networks/${key}?task=${encodeURIComponent(task)}&device=${encodeURIComponent(device)}`}>
          {key.slice(0, 10)}
        </Link>
        <span class="tag">{onFront[networks.front[row]]}</span>
      </p>
      <dl class="values">
        {[...networks.columns.values()]
          .filter(({ sources }) => sources[row] > 0)
          .map(({ metric, unit, values, sources }) => (
            <div key={metric}>
              <dt>{wordsOf(metric, task)}</dt>
              <dd>
                <b>{shortNumber(values[row])}</b> {unit === "fraction" ? "" : unit}
                <span class={`tag ${WORDS[sources[row]]}`}>{WORDS[sources[row]]}</span>
              </dd>
            </div>
          ))}
      </dl>
      <ExportButton key={key} task={task} architecture={genes ?? key} name={`${task}-${key.slice(0, 10)}`} />
      <button
        type="button"
        onClick={() => improveOn(networks, row)}
        title="Sets the limits to its values: only networks that are as good in everything remain"
      >
        Improve on this network
      </button>
    </section>
  );
}
