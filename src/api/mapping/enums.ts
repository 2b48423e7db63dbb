import type { Fidelity } from "../../records/measurement.js";
import type { RunSettings, SearchRun } from "../../records/run.js";
import type { StopRule as DomainStopRule } from "../../search/run.js";
import type { StrategyName } from "../../search/strategies.js";
import type { Preference as DomainPreference } from "../../service/front/recommend.js";
import type { MeasurementInput } from "../../service/measurements/read-measurement.js";
import type { ColumnReport } from "../../service/samples/import-samples.js";

export type Split = Fidelity["split"];
export type MeasuredSplit = NonNullable<MeasurementInput["split"]>;
export type ColumnKind = ColumnReport["kind"];
export type EvaluatorKind = RunSettings["evaluator"];
export type SearchStrategy = StrategyName;
export type SearchRunStatus = SearchRun["status"]["kind"];
export type StopRule = DomainStopRule;
export type PreferenceKind = DomainPreference["kind"];
