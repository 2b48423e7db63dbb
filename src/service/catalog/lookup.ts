import { createHash } from "node:crypto";
import { NotFound } from "../../base/errors.js";
import { type DeviceId, deviceId, spaceId, type TaskId, taskId } from "../../base/ids.js";
import type { Device, OperatorProfile } from "../../hardware/types.js";
import { builtInSpace, builtInSpaces } from "../../space/built-in/index.js";
import { compileSpace } from "../../space/compile.js";
import type { Space } from "../../space/space.js";
import type { SearchSpace } from "../../space/types.js";
import type { Archive, Task } from "../ports.js";

/** Compiled spaces; a registered space never changes, so an entry is good for ever. */
const compiled = new WeakMap<Archive, Map<string, Space>>();

/** The task, or `NotFound` on `field`. */
export async function requireTask(archive: Archive, id: string, field = "task"): Promise<Task> {
  const task = await archive.get("task", taskId(id));
  if (task === undefined) throw new NotFound("task", id, field, await known(archive, "task"));
  return task;
}

export async function requireDevice(archive: Archive, id: string, field = "device"): Promise<Device> {
  const device = await archive.get("device", deviceId(id));
  if (device === undefined) throw new NotFound("device", id, field, await known(archive, "device"));
  return device;
}

export async function requireSpace(archive: Archive, id: string, field = "space"): Promise<Space> {
  const cache = compiled.get(archive) ?? new Map<string, Space>();
  compiled.set(archive, cache);
  const cached = cache.get(id);
  if (cached !== undefined) return cached;
  const spec = builtInSpace(id) ?? (await archive.get("space", spaceId(id)));
  if (spec === undefined) throw new NotFound("search space", id, field, await known(archive, "space"));
  const space = compileSpace(spec);
  cache.set(id, space);
  return space;
}

/** Forgets compiled spaces, after the archive was emptied. */
export function forgetSpaces(archive: Archive): void {
  compiled.delete(archive);
}

/** The built-in search spaces, then the registered ones. */
export async function listSpaces(archive: Archive): Promise<readonly SearchSpace[]> {
  return [...builtInSpaces, ...(await archive.list("space"))];
}

export interface TaskOnDevice {
  readonly task: Task;
  readonly device: Device;
  readonly space: Space;
  readonly profiles: readonly OperatorProfile[];
}

export async function requireTaskOnDevice(
  archive: Archive,
  task: string,
  device: string,
): Promise<TaskOnDevice> {
  const theTask = await requireTask(archive, task);
  const theDevice = await requireDevice(archive, device);
  const space = await requireSpace(archive, theTask.space);
  return {
    task: theTask,
    device: theDevice,
    space,
    profiles: await profilesOf(archive, theDevice.id, space),
  };
}

/** The last profiles read per device and space; the cost model tabulates per list, so an equal list must be the same list. */
const profileLists = new WeakMap<
  Archive,
  Map<string, { readonly version: string; readonly profiles: readonly OperatorProfile[] }>
>();

/** The operator profiles that serve a space on a device: the device's general one, then its own for the space. */
export async function profilesOf(
  archive: Archive,
  device: DeviceId,
  space: Space,
): Promise<readonly OperatorProfile[]> {
  const id = `${device}/${space.spec.id}`;
  const found = await Promise.all([archive.get("profile", device), archive.get("profile", id)]);
  const profiles = found.filter((profile) => profile !== undefined);
  const version = profileVersion(profiles);
  const lists = profileLists.get(archive) ?? new Map();
  profileLists.set(archive, lists);
  const known = lists.get(id);
  if (known?.version === version) return known.profiles;
  lists.set(id, { version, profiles });
  return profiles;
}

/** Changes with any entry: the keys and values, condensed. */
export function profileVersion(profiles: readonly OperatorProfile[]): string {
  const hash = createHash("sha256");
  for (const { entries } of profiles) hash.update(JSON.stringify(entries)).update("\n");
  return hash.digest("hex").slice(0, 16);
}

async function known(archive: Archive, kind: "task" | "device" | "space"): Promise<string> {
  const records = kind === "space" ? await listSpaces(archive) : await archive.list(kind);
  const ids = records.map((record) => record.id);
  if (ids.length === 0) return "the archive has none";
  const shown = ids.slice(0, 40).join(", ");
  return `known are ${shown}${ids.length > 40 ? `, and ${ids.length - 40} more` : ""}`;
}

export type SubjectId = { readonly task: TaskId } | { readonly device: DeviceId };
