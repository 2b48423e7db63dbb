import { shortNumber } from "../../charts/scale.js";
import type { FrontPoint } from "../front/devices.js";
import { Link } from "../parts/link.js";

/** How many points of the front are compared on each side. */
const EACH_SIDE = 2;

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
  const sorted = points
    .filter(({ latency }) => latency !== null)
    .toSorted((a, b) => a.latency!.value - b.latency!.value);
  const at = sorted.findIndex(({ architecture }) => architecture.key === own);
  if (at < 0) return null;
  const here = sorted[at];
  const near = sorted.slice(Math.max(0, at - EACH_SIDE), at + EACH_SIDE + 1).filter((one) => one !== here);
  if (near.length === 0) return null;
  return (
    <section class="panel" aria-label="Neighbours on the front">
      <h2>Neighbours on the front</h2>
      <ul class="plain measurements">
        {near.map((one) => {
          const { key } = one.architecture;
          const changes = diff(genes, one.architecture.genes as Readonly<Record<string, unknown>>);
          const faster = one.latency!.value - here.latency!.value;
          const better = (one.accuracy?.value ?? Number.NaN) - (here.accuracy?.value ?? Number.NaN);
          return (
            <li key={key}>
              <Link
                class="mono"
                to={`/networks/${key}?task=${encodeURIComponent(task)}&device=${encodeURIComponent(device)}`}
              >
                {key.slice(0, 10)}
              </Link>{" "}
              {signed(faster)} ms, {signed(better)} accuracy
              <div class="faint">
                {changes.slice(0, 8).join("; ")}
                {changes.length > 8 && `; and ${changes.length - 8} more genes`}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
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
