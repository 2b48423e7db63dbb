import { InvalidInput } from "../../base/errors.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import type { Context } from "../context.js";

/** The part of a question that says what it is about: a task, and one device or several. */
export interface DevicesQuery {
  readonly task: string;
  /** The device, unless `devices` is given. */
  readonly device?: string;
  /** 1 to 8 devices, which are compared; a list of one is the same as `device`. */
  readonly devices?: readonly string[];
}

/**
 * Looks up the task and the devices of a question: one entry per device, in the order in which they were named. Throws
 * `InvalidInput` or `NotFound` on `task`, `device` or `devices`: where both or neither are given, and where a name is
 * unknown or comes twice.
 */
export async function taskOnDevices(
  { catalog }: Pick<Context, "catalog">,
  { task, device, devices }: DevicesQuery,
): Promise<readonly TaskOnDevice[]> {
  if (device !== undefined && devices !== undefined) {
    throw new InvalidInput("devices", "give either device or devices, not both");
  }
  if (devices === undefined || (Array.isArray(devices) && devices.length === 1)) {
    const [only = device] = devices ?? [];
    if (only === undefined) throw new InvalidInput("device", "device must be given, or devices");
    return [await catalog.taskOnDevice(task, only)];
  }
  await catalog.task(task);
  const named = await catalog.severalDevices(devices);
  return Promise.all(named.map(({ id }) => catalog.taskOnDevice(task, id)));
}
