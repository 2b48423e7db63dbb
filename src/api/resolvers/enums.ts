import { METRICS } from "../../base/metric.js";
import { STRATEGIES } from "../../search/strategies.js";
import type { Resolvers } from "../generated/types.js";

/** The enum value of the schema for a name of the service: `hill-climbing` is `HILL_CLIMBING`. */
export const enumValue = (name: string): string => name.toUpperCase().replaceAll("-", "_");

/** The enum values of the schema, each with the value that the service uses for it. */
export const enums = {
  Metric: Object.fromEntries(METRICS.map((metric) => [enumValue(metric), metric])),
  Split: { VALIDATION: "validation", TEST: "test", UNSPECIFIED: "unspecified" },
  MeasuredSplit: { VALIDATION: "validation", TEST: "test" },
  ColumnKind: {
    ACCURACY: "accuracy",
    ACCURACY_SD: "accuracy_sd",
    EXAMPLES: "examples",
    LATENCY: "latency",
    LATENCY_SD: "latency_sd",
    ENERGY: "energy",
    ENERGY_SD: "energy_sd",
    NOTE: "note",
  },
  EvaluatorKind: { TABLE: "table", TRAINING: "training", EXTERNAL: "external" },
  SearchStrategy: Object.fromEntries(STRATEGIES.map((name) => [enumValue(name), name])),
  SearchRunStatus: {
    RUNNING: "running",
    INTERRUPTED: "interrupted",
    CANCELLED: "cancelled",
    FINISHED: "finished",
    FAILED: "failed",
  },
  StopRule: { BUDGET: "budget", TIME: "time", PLATEAU: "plateau", EXHAUSTED: "exhausted" },
  PreferenceKind: { KNEE: "knee", WEIGHTED: "weighted", CHEAPEST: "cheapest", ACCURACY: "accuracy" },
} satisfies Resolvers;
