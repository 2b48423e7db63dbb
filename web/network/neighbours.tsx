import { useId } from "preact/hooks";
import { shortNumber } from "../../charts/scale.js";
import type { FrontPoint } from "../front/devices.js";
import { Link } from "../parts/link.js";
import { numberParam, setParams } from "../parts/location.js";
import { wordsOf } from "../parts/metrics.js";
import { distance, isBetter, type OwnValues, valuesOfPoint } from "./own-values.js";

/** How many points of the front are compared on each side. */
const EACH_SIDE = 2;
/** How many genes that differ are named; others are counted. */
const MOST_CHANGES = 12;

/** A point of the front with its values. */
interface Valued {
  readonly point: FrontPoint;
  readonly values: OwnValues;
}

/**
 * The points of the front beside a network, and in which genes they differ from it: what more latency would give, the
 * nearest one that is better if the network is not on the front, and those next to it in latency.
 */
export function Neighbours({
  task,
  device,
  points,
  genes,
  own,
  archKey,
}: {
  readonly task: string;
  readonly device: string;
  readonly points: readonly FrontPoint[];
  readonly genes: Readonly<Record<string, unknown>>;
  readonly own: OwnValues;
  readonly archKey: string;
}) {
  const id = useId();
  const front = points
    .flatMap((point): Valued[] => {
      const values = valuesOfPoint(point);
      return values === undefined ? [] : [{ point, values }];
    })
    .toSorted((a, b) => a.values.latency - b.values.latency);
  const others = front.filter(({ point }) => point.architecture.key !== archKey);
  if (others.length === 0) return null;
  const isOnFront = others.length < front.length;
  const more = numberParam("more") ?? 1;
  const within = others.filter(
    ({ values }) => values.latency <= own.latency + more && values.accuracy > own.accuracy,
  );
  const best = bestOf(within, ({ values }) => -values.accuracy);
  const ranges = front.map(({ values }) => values);
  const better = bestOf(
    others.filter(({ values }) => isBetter(values, own)),
    ({ values }) => distance(values, own, ranges),
  );
  const at = others.findIndex(({ values }) => values.latency >= own.latency);
  const middle = at < 0 ? others.length : at;
  const near = others.slice(Math.max(0, middle - EACH_SIDE), middle + EACH_SIDE);
  const shown = { task, device, genes, own };
  return (
    <section class="panel" aria-label="Neighbours on the front">
      <h2>Neighbours on the front</h2>
      {!isOnFront && (
        <>
          <p class="faint">
            {better === undefined
              ? "This network is not on the front; none there is better in everything by the values shown here."
              : "This network is not on the front. The nearest one there that is better in everything:"}
          </p>
          {better !== undefined && <Changes {...shown} list={[better]} />}
        </>
      )}
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
        {best === undefined ? (
          <p class="faint">
            With up to {shortNumber(more)} ms more, no network of the front is more accurate than this one.
          </p>
        ) : (
          <Changes {...shown} list={[best]} />
        )}
      </div>
      <h3>Next to it in latency</h3>
      <Changes {...shown} list={near} />
    </section>
  );
}

/** The element with the least value; undefined if there is none. */
const bestOf = <T,>(list: readonly T[], rank: (one: T) => number): T | undefined =>
  list.length === 0 ? undefined : list.reduce((a, b) => (rank(b) < rank(a) ? b : a));

/** Points of the front: how their values and their genes differ from the network here. */
function Changes({
  task,
  device,
  genes,
  own,
  list,
}: {
  readonly task: string;
  readonly device: string;
  readonly genes: Readonly<Record<string, unknown>>;
  readonly own: OwnValues;
  readonly list: readonly Valued[];
}) {
  return (
    <ul class="plain measurements">
      {list.map(({ point: { architecture }, values }) => {
        const { key } = architecture;
        const changes = diff(genes, architecture.genes as Readonly<Record<string, unknown>>);
        const energy =
          values.energy === undefined || own.energy === undefined
            ? []
            : [`${signed(values.energy - own.energy)} mJ`];
        const words = [
          ...energy,
          `${signed(values.latency - own.latency)} ms`,
          `${signed(values.accuracy - own.accuracy)} ${wordsOf("accuracy", task)}`,
        ];
        return (
          <li key={key}>
            <Link class="mono" to={`/networks/${key}?${new URLSearchParams({ task, device })}`}>
              {key.slice(0, 10)}
            </Link>{" "}
            {words.join(", ")}
            <div class="faint">
              {changes.slice(0, MOST_CHANGES).join("; ")}
              {changes.length > MOST_CHANGES && `; and ${changes.length - MOST_CHANGES} more genes`}
            </div>
          </li>
        );
      })}
    </ul>
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
