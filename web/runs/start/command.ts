import type { StartSearchInput } from "../../generated/operations.js";
import { type GeneLimits, geneOptions } from "../../parts/forms/gene-limits.js";
import { commandLine, type Option } from "../../parts/shell.js";

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
      ...geneOptions((constraints?.genes ?? {}) as GeneLimits).map((text): Option => ["gene", text]),
    ],
    [
      ...(input.fidelities ?? []).map(({ name, cost }): Option => ["fidelity", `${name}=${cost}`]),
      ["time-limit", input.timeLimitSeconds],
      ["plateau", plateau?.gain],
      ["plateau-window", plateau?.window],
    ],
  ];
  return commandLine("search", groups);
}
