import { deviceId } from "../../base/ids.js";
import type { Device } from "../../hardware/types.js";
import type { Archive } from "../ports.js";
import { requireId, requireInteger, requireText } from "../validate.js";

export interface RegisterDevice {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly runtime?: string;
  readonly batch?: number;
}

/** Stores a device: one machine with one runtime and batch size. A known one keeps what is not given anew. */
export async function registerDevice(
  archive: Archive,
  input: RegisterDevice,
): Promise<{ readonly device: Device; readonly created: boolean }> {
  const id = deviceId(requireId(input.id, "id"));
  const known = await archive.get("device", id);
  const device: Device = {
    id,
    name: requireText(input.name ?? known?.name ?? id, "name", 200),
    description: requireText(input.description ?? known?.description ?? "", "description", 4000),
    runtime: requireText(input.runtime ?? known?.runtime ?? "", "runtime", 100),
    batch: requireInteger(input.batch ?? known?.batch ?? 1, "batch", 1, 1_000_000),
  };
  await archive.commit([{ type: known === undefined ? "insert" : "put", kind: "device", record: device }]);
  return { device, created: known === undefined };
}

/** A device of which only the name is known, as a table's column gives it. */
export const namedDevice = (id: string): Device => ({
  id: deviceId(id),
  name: id,
  description: "",
  runtime: "",
  batch: 1,
});
