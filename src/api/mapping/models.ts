import type { DeviceId, SpaceId } from "../../base/ids.js";
import type { Device } from "../../hardware/types.js";
import type { Estimate } from "../../projections/estimate.js";
import type { DeviceEstimates } from "../../projections/point.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Measurement } from "../../records/measurement.js";
import type { SearchRun } from "../../records/run.js";
import type { SampleTable } from "../../records/sample-table.js";
import type { Task } from "../../records/task.js";
import type { EvaluatedCosts } from "../../runs/view/evaluations.js";
import type { DeviceLimits } from "../../search/constraints/constraints.js";
import type { NextMeasurements } from "../../service/device-page/device-page.js";
import type { KnownSpace } from "../../service/device-page/known.js";
import type { SimilarDevice } from "../../service/device-page/similar.js";
import type { Finding } from "../../service/findings/finding.js";
import type { PredictorAssessment } from "../../service/prediction/assessment/assess.js";
import type { FrontOfVerification } from "../../service/verification/front-change.js";
import type {
  Verification,
  VerifiedMetric,
  VerifiedPoint,
  VerifiedValue,
} from "../../service/verification/verification.js";
import type { SearchSpace } from "../../space/types.js";
import type { NodeType } from "../input/ids.js";
import type { PredictorSummary } from "../lookups.js";
import type { mapFrontColumns } from "./front-columns.js";

/** A record as resolvers pass it on: `id` is the global id, and the record's own id is `key`. */
type NodeModel<Type extends NodeType, Row> = Row extends unknown
  ? Omit<Row, "id"> & { readonly __typename: Type; readonly id: string; readonly key: string }
  : never;

export type TaskModel = NodeModel<"Task", Task>;
export type DeviceModel = NodeModel<"Device", Device>;
export type SearchSpaceModel = NodeModel<"SearchSpace", SearchSpace>;
export type ArchitectureModel = NodeModel<"Architecture", ArchitectureRecord>;
export type MeasurementModel = NodeModel<"Measurement", Measurement>;
export type PredictorModel = NodeModel<"Predictor", PredictorSummary>;
export type SampleTableModel = NodeModel<"SampleTable", SampleTable>;
export type SearchRunModel = NodeModel<"SearchRun", SearchRun>;
export type VerificationModel = NodeModel<"Verification", Verification>;
export type EstimateModel = Estimate;
/** The costs of an evaluated network on one device; the resolver looks the device up. */
export type EvaluatedCostsModel = EvaluatedCosts & { readonly device: DeviceId };
/** What is known of a point's costs on one device; the resolver looks the device up. */
export type DeviceCostsModel = DeviceEstimates & { readonly device: DeviceId };
/** The limits of one device; the resolver looks the device up. */
export type DeviceLimitsModel = DeviceLimits;
export type PredictorAssessmentModel = PredictorAssessment;
export type FindingModel = Finding;
export type DeviceSpaceModel = KnownSpace;
export type NextMeasurementsModel = NextMeasurements;
export type SimilarDeviceModel = SimilarDevice;
/** A verified point; the resolver makes its architecture, which lies in `space`. */
export type VerifiedPointModel = VerifiedPoint & { readonly space: SpaceId };
export type VerifiedValueModel = VerifiedValue;
export type VerifiedMetricModel = VerifiedMetric;
/** Networks as columns; the resolver makes the columns of genes where they are asked for. */
export type FrontColumnsModel = ReturnType<typeof mapFrontColumns> & {
  readonly task: TaskModel;
  readonly device: DeviceModel;
};
/** The front of a verification; resolvers make its points, which lie in `space`. */
export type VerifiedFrontModel = FrontOfVerification & { readonly space: SpaceId };
