import type { FrontQuery, Source, ValueFragment } from "./generated/operations.js";

type Point = FrontQuery["paretoFront"]["nodes"][number];

const SOURCES: Readonly<Record<Source, string>> = {
  MEASURED: "measured",
  COST_MODEL: "operator profile",
  PREDICTED: "predicted",
};

/** A network and what is known of it in one line. */
export function lineOf({ architecture, accuracy, latency, energy }: Point): string {
  const values = [withSource("accuracy", accuracy), withSource("ms", latency), withSource("mJ", energy)];
  return `${JSON.stringify(architecture.genes)} ${values.filter((text) => text !== "").join(", ")}`;
}

function withSource(unit: string, estimate: ValueFragment | null): string {
  if (estimate === null) return "";
  const { value, lower, upper, source } = estimate;
  const interval = lower === null || upper === null ? "" : `, ${lower.toFixed(3)} to ${upper.toFixed(3)}`;
  return `${value.toFixed(3)} ${unit} (${SOURCES[source]}${interval})`;
}
