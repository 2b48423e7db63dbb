import type { Resolvers } from "../generated/types.js";

/** The schema's enum values and the words the service uses for them. */
export const enums = {
  Metric: { ACCURACY: "accuracy", LATENCY: "latency", ENERGY: "energy" },
  Split: { VALIDATION: "validation", TEST: "test", UNSPECIFIED: "unspecified" },
  MeasuredSplit: { VALIDATION: "validation", TEST: "test" },
  ColumnKind: {
    ACCURACY: "accuracy",
    LATENCY: "latency",
    LATENCY_SD: "latency_sd",
    ENERGY: "energy",
    NOTE: "note",
  },
  EvaluatorKind: { TABLE: "table", TRAINING: "training", EXTERNAL: "external" },
  SearchStrategy: { SURROGATE: "surrogate", NSGA2: "nsga2", RANDOM: "random" },
  SearchRunStatus: {
    RUNNING: "running",
    INTERRUPTED: "interrupted",
    CANCELLED: "cancelled",
    FINISHED: "finished",
    FAILED: "failed",
  },
  StopRule: { BUDGET: "budget", TIME: "time", PLATEAU: "plateau", EXHAUSTED: "exhausted" },
  PreferenceKind: { KNEE: "knee", WEIGHTED: "weighted", CHEAPEST: "cheapest" },
} satisfies Resolvers;
