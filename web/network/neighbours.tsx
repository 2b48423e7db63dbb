import { useId } from "preact/hooks";
import { shortNumber } from "../../charts/scale.js";
import type { FrontPoint } from "../front/devices.js";
import { Link } from "../parts/link.js";
import { numberParam, setParams } from "../parts/location.js";

/** How many points of the front are compared on each side. */
const EACH_SIDE = 2;
/** How many genes that differ are named; others are counted. */
const MOST_CHANGES = 12;

/** The points of the front that are next to a network in latency, and in which genes they differ from it. */
export function Neighbours({
  task,
  device,
  points,
  genes,
  own,
}: {
  readonly task: string;
  readonly device: string;
  readonly points: readonly FrontPoint[];
  readonly genes: Readonly<Record<string, unknown>>;
  readonly own: string;
}) {
  const id = useId();
  const sorted = points
    .filter(({ latency }) => latency !== null)
    .toSorted((a, b) => a.latency!.value - b.latency!.value);
  const at = sorted.findIndex(({ architecture }) => architecture.key === own);
  if (at < 0) return null;
  const here = sorted[at];
  const more = numberParam("more") ?? 1;
  const within = sorted.filter(({ latency }) => latency!.value <= here.latency!.value + more);
  const best = within.reduce((a, b) => ((b.accuracy?.value ?? 0) > (a.accuracy?.value ?? 0) ? b : a), here);
  const near = sorted.slice(Math.max(0, at - EACH_SIDE), at + EACH_SIDE + 1).filter((one) => one !== here);
  if (near.length === 0) return null;
  return (
    <section class="panel" aria-label="Neighbours on the front">
      <h2>Neighbours on the front</h2>
      <label class="row" for={id}>
        <span>What changes if I give more latency?</span>
        <span class="with-unit">
          <input
            id={id}
            type="number"
            min="0"
            step="any"
            value={more}
            onChange={(event) => setParams({ more: event.currentTarget.value })}
          />
          <span class="unit">ms</span>
        </span>
      </label>
      <div aria-live="polite">
        {best === here ? (
          <p class="faint">
            With up to {shortNumber(more)} ms more, no network of the front is more accurate than this one.
          </p>
        ) : (
          <ul class="plain measurements">
            <Change {...{ task, device, genes, here }} one={best} />
          </ul>
        )}
      </div>
      <h3>Next to it in latency</h3>
      <ul class="plain measurements">
        {near.map((one) => (
          <Change key={one.architecture.key} {...{ task, device, genes, here, one }} />
        ))}
      </ul>
    </section>
  );
}

/** Another point of the front: how its values and its genes differ from the network here. */
function Change({
  task,
  device,
  genes,
  here,
  one,
}: {
  readonly task: string;
  readonly device: string;
  readonly genes: Readonly<Record<string, unknown>>;
  readonly here: FrontPoint;
  readonly one: FrontPoint;
}) {
  const { key } = one.architecture;
  const changes = diff(genes, one.architecture.genes as Readonly<Record<string, unknown>>);
  const slower = one.latency!.value - here.latency!.value;
  const better = (one.accuracy?.value ?? Number.NaN) - (here.accuracy?.value ?? Number.NaN);
  return (
    <li>
      <Link
        class="mono"
        to={`/networks/${key}?task=${encodeURIComponent(task)}&device=${encodeURIComponent(device)}`}
      >
        {key.slice(0, 10)}
      </Link>{" "}
      {signed(slower)} ms, {signed(better)} accuracy
      <div class="faint">
        {changes.slice(0, MOST_CHANGES).join("; ")}
        {changes.length > MOST_CHANGES && `; and ${changes.length - MOST_CHANGES} more genes`}
      </div>
    </li>
  );
}

const signed = (value: number): string => `${value >= 0 ? "+" : "−"}${shortNumber(Math.abs(value), 3)}`;

function diff(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names
    .filter((name) => from[name] !== to[name])
    .map((name) => `${name}: ${from[name] ?? "none"} → ${to[name] ?? "none"}`);
}
