import { METRICS, SCORE_IDS } from "../../base/metric.js";
import { EXPORT_FORMATS } from "../../export/folder/files.js";
import { ROLES } from "../../records/access/token.js";
import { EVALUATION_ORDERS } from "../../runs/view/order-evaluations.js";
import { STRATEGIES } from "../../search/strategies.js";
import { DELETED_KINDS, DEPENDENT_KINDS } from "../../service/deletion/dependents.js";
import { FINDING_KINDS } from "../../service/findings/finding.js";
import { ARCHITECTURE_ORDERS } from "../../service/list-architectures.js";
import { MEASUREMENT_ORDERS } from "../../service/measurements/list.js";
import { POINT_STATUSES } from "../../service/verification/verification.js";
import type { Resolvers } from "../generated/types.js";

/** The enum value of the schema for a name of the service: `hill-climbing` is `HILL_CLIMBING`. */
export const enumValue = (name: string): string => name.toUpperCase().replaceAll("-", "_");

const named = <Name extends string>(names: readonly Name[]): Record<string, Name> =>
  Object.fromEntries(names.filter((name) => name !== "measuredAt").map((name) => [enumValue(name), name]));

/** The enum values of the schema, each with the value that the service uses for it. */
export const enums = {
  Metric: Object.fromEntries(METRICS.map((metric) => [enumValue(metric), metric])),
  DeletedKind: named(DELETED_KINDS),
  DependentKind: named(DEPENDENT_KINDS),
  MetricOwner: { TASK: "task", DEVICE: "device" },
  MetricDirection: { MIN: "min", MAX: "max" },
  TaskScore: named(SCORE_IDS),
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
    OWN: "own",
    NOTE: "note",
  },
  EvaluatorKind: { TABLE: "table", TRAINING: "training", EXTERNAL: "external" },
  SearchStrategy: Object.fromEntries(STRATEGIES.map((name) => [enumValue(name), name])),
  SearchRunStatus: {
    QUEUED: "queued",
    RUNNING: "running",
    INTERRUPTED: "interrupted",
    CANCELLED: "cancelled",
    FINISHED: "finished",
    FAILED: "failed",
  },
  ExportFormat: named(EXPORT_FORMATS),
  ExportWeights: { TRAINED: "trained", SEEDED: "seeded" },
  StopRule: { BUDGET: "budget", TIME: "time", PLATEAU: "plateau", EXHAUSTED: "exhausted" },
  EvaluationStatus: { DONE: "done", FAILED: "failed", PENDING: "pending" },
  EvaluationOrder: named(EVALUATION_ORDERS),
  MeasurementOrder: { ...named(MEASUREMENT_ORDERS), MEASURED_AT: "measuredAt" },
  VerifiedPointStatus: named(POINT_STATUSES),
  FindingKind: named(FINDING_KINDS),
  ArchitectureOrder: named(ARCHITECTURE_ORDERS),
  Role: named(ROLES),
  TokenStatus: { ACTIVE: "active", EXPIRED: "expired", REVOKED: "revoked" },
  PastClaimOutcome: { STALE: "stale", FAILED: "failed", RETURNED: "returned" },
  AuditOutcome: { DONE: "done", FAILED: "failed" },
  PreferenceKind: { KNEE: "knee", WEIGHTED: "weighted", CHEAPEST: "cheapest", ACCURACY: "accuracy" },
} satisfies Resolvers;
