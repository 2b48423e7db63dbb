import type { Brand } from "./brand.js";

export type SpaceId = Brand<string, "SpaceId">;
export type TaskId = Brand<string, "TaskId">;
export type DeviceId = Brand<string, "DeviceId">;
/** The hexadecimal SHA-256 of the space id, a line feed and the architecture's canonical form. */
export type ArchitectureId = Brand<string, "ArchitectureId">;
export type RunId = Brand<string, "RunId">;
export type PredictorId = Brand<string, "PredictorId">;
export type MeasurementId = Brand<string, "MeasurementId">;
export type SampleTableName = Brand<string, "SampleTableName">;
/** The first 32 hexadecimal digits of the SHA-256 of the question whose front is verified. */
export type VerificationId = Brand<string, "VerificationId">;

export const spaceId = (value: string): SpaceId => value as SpaceId;
export const taskId = (value: string): TaskId => value as TaskId;
export const deviceId = (value: string): DeviceId => value as DeviceId;
export const architectureIdOf = (value: string): ArchitectureId => value as ArchitectureId;
export const runId = (value: string): RunId => value as RunId;
export const predictorId = (value: string): PredictorId => value as PredictorId;
export const measurementId = (value: string): MeasurementId => value as MeasurementId;
export const sampleTableName = (value: string): SampleTableName => value as SampleTableName;
export const verificationId = (value: string): VerificationId => value as VerificationId;
