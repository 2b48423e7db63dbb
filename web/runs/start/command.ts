import type { StartSearchInput } from "../../generated/operations.js";

type Option = readonly [name: string, value: string | number | null | undefined];

/** The command that starts the same search, for a shell. */
export function commandOf(input: StartSearchInput): string {
  const { constraints, plateau } = input;
  const perDevice = (field: "maxLatency" | "maxEnergy") =>
    constraints?.perDevice?.flatMap(({ device, [field]: limit }) =>
      limit == null ? [] : [`${device}=${limit}`],
    );
  const limits = (field: "maxLatency" | "maxEnergy") =>
    constraints?.[field] ?? (perDevice(field)?.join(",") || undefined);
  const own = (constraints?.limits ?? []).map(
    ({ metric, max, min }): Option => ["limit", max == null ? `${metric}>=${min}` : `${metric}<=${max}`],
  );
  const groups: readonly (readonly Option[])[] = [
    [
      ["task", input.task],
      ["device", input.devices.join(",")],
      ["budget", input.budget],
    ],
    [
      ["evaluator", input.evaluator.toLowerCase()],
      ["samples", input.samples],
      ["strategy", input.strategy?.toLowerCase()],
      ["seed", input.seed],
      ["parallel", input.parallel],
    ],
    [
      ["objectives", input.objectiveNames?.join(",")],
      ["min-accuracy", constraints?.minAccuracy],
      ["max-latency", limits("maxLatency")],
      ["max-energy", limits("maxEnergy")],
      ["max-params", constraints?.maxParams],
      ["max-macs", constraints?.maxMacs],
      ...own,
    ],
    [
      ...(input.fidelities ?? []).map(({ name, cost }): Option => ["fidelity", `${name}=${cost}`]),
      ["time-limit", input.timeLimitSeconds],
      ["plateau", plateau?.gain],
      ["plateau-window", plateau?.window],
    ],
  ];
  const [first, ...others] = groups.map((options) =>
    options
      .flatMap(([name, value]) => (value == null ? [] : [`--${name} ${quoted(String(value))}`]))
      .join(" "),
  );
  return [`npx harmonic search ${first}`, ...others].filter((line) => line !== "").join(" \\\n  ");
}

/** A word of a command, in quotes where a shell would change it. */
const quoted = (text: string): string =>
  /^[\w.,=:+/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
