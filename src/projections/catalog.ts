import { createHash } from "node:crypto";
import { InvalidInput, NotFound } from "../base/errors.js";
import { type DeviceId, deviceId, spaceId, type TaskId, taskId } from "../base/ids.js";
import { METRICS, type Metric, nameOf, type OwnMetric } from "../base/metric.js";
import { requireName } from "../base/validate.js";
import type { Device, OperatorProfile } from "../hardware/types.js";
import type { Archive } from "../records/archive.js";
import type { Task } from "../records/task.js";
import { builtInSpace, builtInSpaces } from "../space/built-in/index.js";
import { compileSpace } from "../space/compile.js";
import type { Space } from "../space/space.js";
import type { SearchSpace } from "../space/types.js";

/** Upper bound on the devices of one question or search. */
const MOST_DEVICES = 8;

/** The owner of a metric: a task for accuracy, a device for costs. */
export type SubjectId = { readonly task: TaskId } | { readonly device: DeviceId };

/**
 * A task, a device, the compiled search space of the task, and the operator profiles that serve the space on the
 * device.
 */
export interface TaskOnDevice {
  readonly task: Task;
  readonly device: Device;
  readonly space: Space;
  readonly profiles: readonly OperatorProfile[];
}

/** Operator profiles with a fingerprint of their entries. */
interface ProfileList {
  readonly version: string;
  readonly profiles: readonly OperatorProfile[];
}

/**
 * Looks up tasks, devices, search spaces and operator profiles of the archive by id. Compiled spaces and lists of
 * operator profiles are kept between look-ups.
 */
export class Catalog {
  /** The compiled spaces by id. A registered space never changes, so they stay valid. */
  readonly #compiled = new Map<string, Space>();
  /**
   * The lists of profiles by device and space. The cost model keeps its tables per list, so the same list must be
   * returned while the profiles are equal.
   */
  readonly #profiles = new Map<string, ProfileList>();

  constructor(private readonly archive: Archive) {}

  /**
   * Returns the task.
   * @throws NotFound on `field`; the message lists known tasks
   */
  async task(id: string, field = "task"): Promise<Task> {
    const task = await this.archive.get("task", taskId(id));
    if (task === undefined) throw new NotFound("task", id, field, await this.#known("task"));
    return task;
  }

  /**
   * Returns the device.
   * @throws NotFound on `field`; the message lists known devices
   */
  async device(id: string, field = "device"): Promise<Device> {
    const device = await this.archive.get("device", deviceId(id));
    if (device === undefined) throw new NotFound("device", id, field, await this.#known("device"));
    return device;
  }

  /**
   * Returns the devices that a user names, 1 to 8 of them.
   * @throws InvalidInput on `devices`, and InvalidInput or NotFound on `devices[i]` where one comes twice or is unknown
   */
  async severalDevices(ids: unknown): Promise<readonly Device[]> {
    if (!Array.isArray(ids) || ids.length === 0) {
      throw new InvalidInput("devices", "devices must name at least one device");
    }
    if (ids.length > MOST_DEVICES) {
      throw new InvalidInput("devices", `devices must be at most ${MOST_DEVICES}, not ${ids.length}`);
    }
    const devices: Device[] = [];
    for (const [i, id] of ids.entries()) {
      const field = `devices[${i}]`;
      const device = await this.device(requireName(id, field), field);
      if (devices.some((other) => other.id === device.id)) {
        throw new InvalidInput(field, `devices names "${device.id}" twice`);
      }
      devices.push(device);
    }
    return devices;
  }

  /**
   * Returns the compiled search space, the same object at every call.
   * @throws NotFound on `field`; the message lists known spaces
   */
  async space(id: string, field = "space"): Promise<Space> {
    const compiled = this.#compiled.get(id);
    if (compiled !== undefined) return compiled;
    const spec = builtInSpace(id) ?? (await this.archive.get("space", spaceId(id)));
    if (spec === undefined) throw new NotFound("search space", id, field, await this.#known("space"));
    const space = compileSpace(spec);
    this.#compiled.set(id, space);
    return space;
  }

  /** Lists the built-in search spaces, then the registered ones. */
  async spaces(): Promise<readonly SearchSpace[]> {
    return [...builtInSpaces, ...(await this.archive.list("space"))];
  }

  devices(): Promise<readonly Device[]> {
    return this.archive.list("device");
  }

  /** Lists the metrics that users declared, in the order of their names. */
  async ownMetrics(): Promise<readonly OwnMetric[]> {
    return (await this.archive.list("metric")).map(({ metric }) => metric);
  }

  /**
   * Returns the metric that a user calls by this name, built in or declared. What is a metric already is returned
   * unchanged.
   * @throws NotFound on `field`; the message lists the known metrics
   */
  async metric(name: string, field = "metric"): Promise<Metric> {
    const own = await this.ownMetrics();
    const metric = [...METRICS, ...own].find((known) => known === name || nameOf(known) === name);
    if (metric !== undefined) return metric;
    const known = [...METRICS, ...own].map(nameOf).join(", ");
    throw new NotFound("metric", name, field, `known are ${known}`, { kind: "addMetric", name });
  }

  /**
   * Looks up a task, a device and what belongs to them.
   * @throws NotFound naming the one that is unknown
   */
  async taskOnDevice(taskId: string, deviceId: string): Promise<TaskOnDevice> {
    const task = await this.task(taskId);
    const device = await this.device(deviceId);
    const space = await this.space(task.space);
    return { task, device, space, profiles: await this.profilesOf(device.id, space) };
  }

  /**
   * Lists the operator profiles that serve a space on a device: first the device's general profile, then its own for
   * the space, as far as they exist. It returns the same list until a profile changes.
   */
  async profilesOf(device: DeviceId, space: Space): Promise<readonly OperatorProfile[]> {
    const id = `${device}/${space.spec.id}`;
    const found = await Promise.all([this.archive.get("profile", device), this.archive.get("profile", id)]);
    const profiles = found.filter((profile) => profile !== undefined);
    const known = this.#profiles.get(id);
    const isSame = profiles.every((profile, i) => profile === known?.profiles[i]);
    if (isSame && profiles.length === known?.profiles.length) return known.profiles;
    const version = profileVersion(profiles);
    if (known?.version === version) return known.profiles;
    this.#profiles.set(id, { version, profiles });
    return profiles;
  }

  /** Forgets what was kept. It is called after the archive was emptied. */
  forget(): void {
    this.#compiled.clear();
    this.#profiles.clear();
  }

  async #known(kind: "task" | "device" | "space"): Promise<string> {
    const records = kind === "space" ? await this.spaces() : await this.archive.list(kind);
    const ids = records.map((record) => record.id);
    if (ids.length === 0) return "the archive has none";
    const shown = ids.slice(0, 40).join(", ");
    return `known are ${shown}${ids.length > 40 ? `, and ${ids.length - 40} more` : ""}`;
  }
}

const versions = new WeakMap<readonly OperatorProfile[], string>();

/** Returns a fingerprint of all keys and values of the profiles, which is computed once per list. */
export function profileVersion(profiles: readonly OperatorProfile[]): string {
  const version = versions.get(profiles) ?? fingerprint(profiles);
  versions.set(profiles, version);
  return version;
}

function fingerprint(profiles: readonly OperatorProfile[]): string {
  const hash = createHash("sha256");
  for (const { entries } of profiles) hash.update(JSON.stringify(entries)).update("\n");
  return hash.digest("hex").slice(0, 16);
}
