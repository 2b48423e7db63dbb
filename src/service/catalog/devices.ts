import { isDeepStrictEqual } from "node:util";
import { onceMore } from "../../base/async/once-more.js";
import { Conflict } from "../../base/errors.js";
import { deviceId } from "../../base/ids.js";
import { requireId, requireInteger, requireText } from "../../base/validate.js";
import { namedDevice } from "../../hardware/named-device.js";
import type { Device } from "../../hardware/types.js";
import type { Projections } from "../../projections/projections.js";
import type { Archive } from "../../records/archive.js";

/** A device as the user wrote it; of a known device, what is left out keeps its value. */
export interface RegisterDevice {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly runtime?: string;
  readonly batch?: number;
}

/**
 * Stores a device: one machine with one runtime and one batch size. A known device keeps what the input leaves out.
 * Measurements belong to a batch size and a runtime: changing them on a device that has measurements throws `Conflict`,
 * unless so far only the name of the device was known.
 */
export function registerDevice(
  { archive }: Pick<Projections, "archive">,
  input: RegisterDevice,
): Promise<{ readonly device: Device; readonly created: boolean }> {
  return onceMore(() => storeDevice(archive, input));
}

async function storeDevice(
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
  if (known !== undefined) await refuseOtherConditions(archive, known, device);
  await archive.commit([
    known === undefined
      ? { type: "insert", kind: "device", record: device }
      : { type: "replace", kind: "device", record: device, was: known },
  ]);
  return { device, created: known === undefined };
}

async function refuseOtherConditions(archive: Archive, known: Device, wanted: Device): Promise<void> {
  const changed = (["batch", "runtime"] as const).find(
    (field) => known[field] !== wanted[field] && known[field] !== "",
  );
  if (changed === undefined || isDeepStrictEqual({ ...known }, namedDevice(known.id))) return;
  const { measured } = (await archive.counts()).devices[known.id] ?? { measured: 0 };
  if (measured === 0) return;
  throw new Conflict(
    changed,
    `device "${known.id}" has ${measured} networks measured with ${changed} "${known[changed]}"; ` +
      `register a device of its own for ${changed} "${wanted[changed]}"`,
  );
}
