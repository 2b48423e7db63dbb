import type { StrategyName } from "../../search/ports.js";
import type { StopRule as DomainStopRule } from "../../search/run.js";
import type { Fidelity, RunSettings, SearchRun } from "../../service/ports.js";
import type {
  ColumnReport,
  Preference as DomainPreference,
  MeasurementInput,
} from "../../service/service.js";

export type Split = Fidelity["split"];
export type MeasuredSplit = NonNullable<MeasurementInput["split"]>;
export type ColumnKind = ColumnReport["kind"];
export type EvaluatorKind = RunSettings["evaluator"];
export type SearchStrategy = StrategyName;
export type SearchRunStatus = SearchRun["status"]["kind"];
export type StopRule = DomainStopRule;
export type PreferenceKind = DomainPreference["kind"];
