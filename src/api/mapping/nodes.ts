import type { Device } from "../../hardware/types.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Measurement } from "../../records/measurement.js";
import type { SearchRun } from "../../records/run.js";
import type { SampleTable } from "../../records/sample-table.js";
import type { Task } from "../../records/task.js";
import type { Verification } from "../../service/verification/verification.js";
import type { SearchSpace } from "../../space/types.js";
import { globalId, measurementGlobalId } from "../input/ids.js";
import type { PredictorSummary } from "../lookups.js";
import type {
  ArchitectureModel,
  DeviceModel,
  MeasurementModel,
  PredictorModel,
  SampleTableModel,
  SearchRunModel,
  SearchSpaceModel,
  TaskModel,
  VerificationModel,
} from "./models.js";

export function mapTask(row: Task): TaskModel {
  return { ...row, __typename: "Task", id: globalId("Task", row.id), key: row.id };
}

export function mapDevice(row: Device): DeviceModel {
  return { ...row, __typename: "Device", id: globalId("Device", row.id), key: row.id };
}

export function mapSearchSpace(row: SearchSpace): SearchSpaceModel {
  return { ...row, __typename: "SearchSpace", id: globalId("SearchSpace", row.id), key: row.id };
}

export function mapArchitecture(row: ArchitectureRecord): ArchitectureModel {
  const { id: key, space, architecture } = row;
  return { __typename: "Architecture", id: globalId("Architecture", key), key, space, architecture };
}

export function mapMeasurement(row: Measurement): MeasurementModel {
  const id = measurementGlobalId(row.architecture, row.id);
  return { ...row, __typename: "Measurement", id, key: row.id };
}

export function mapPredictor(row: PredictorSummary): PredictorModel {
  return { ...row, __typename: "Predictor", id: globalId("Predictor", row.id), key: row.id };
}

export function mapSampleTable(row: SampleTable): SampleTableModel {
  return { ...row, __typename: "SampleTable", id: globalId("SampleTable", row.name), key: row.name };
}

export function mapSearchRun(row: SearchRun): SearchRunModel {
  return { ...row, __typename: "SearchRun", id: globalId("SearchRun", row.id), key: row.id };
}

export function mapVerification(row: Verification): VerificationModel {
  return { ...row, __typename: "Verification", id: globalId("Verification", row.id), key: row.id };
}
