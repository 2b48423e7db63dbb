import { InvalidInput } from "../base/errors.js";
import { type DeviceId, deviceId } from "../base/ids.js";
import { METRICS, type Metric, nameOf, type OwnMetric, ownerOf } from "../base/metric.js";
import { checkObjectives } from "./check-objectives.js";
import type { Objective } from "./ports.js";

/**
 * A key of an objective: its metric or, where several devices are compared, `DEVICE.METRIC` for a metric of devices.
 * Users see it as `shownName` writes it.
 */
export type ObjectiveName = Metric | `${string}.${Metric}`;

/** The key of an objective, with its device if it has one. */
export const objectiveName = ({ metric, device }: Objective): ObjectiveName =>
  device === undefined ? metric : `${device}.${metric}`;

/** The objective that has this key. Ids of devices may have dots, metrics have none. */
export function objectiveNamed(name: ObjectiveName): Objective {
  const at = name.lastIndexOf(".");
  if (at < 0) return { metric: name as Metric };
  return { metric: name.slice(at + 1) as Metric, device: deviceId(name.slice(0, at)) };
}

/** The name by which users call an objective: that of its metric, behind that of its device if it has one. */
export function shownName(name: ObjectiveName): string {
  const { metric, device } = objectiveNamed(name);
  return device === undefined ? nameOf(metric) : `${device}.${nameOf(metric)}`;
}

/** The objective as an answer about these devices names it: without its device if there is only one. */
export const shownObjective = ({ metric, device }: Objective, devices: readonly DeviceId[]): Objective =>
  device === undefined || devices.length === 1 ? { metric } : { metric, device };

/**
 * Checks the objectives that a user names for some devices: a metric of devices stands for that metric on every device,
 * `DEVICE.METRIC` for one. With one device, no objective of the result has a device. They stay in the order in which
 * they were named.
 * @param own the metrics that users declared
 * @throws InvalidInput (field `objectives`) for an empty list, an unknown metric or device, or an objective that is
 * named twice
 */
export function parseObjectives(
  given: readonly string[],
  devices: readonly DeviceId[],
  own: readonly OwnMetric[],
): Objective[] {
  const known: readonly Metric[] = [...METRICS, ...own];
  if (given.every((name) => known.some((metric) => nameOf(metric) === name))) checkObjectives(given, own);
  const objectives = given.flatMap((name) => objectivesOf(name, devices, known));
  const names = objectives.map(objectiveName);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated === undefined) return objectives;
  throw new InvalidInput(
    "objectives",
    `objectives must not repeat a metric, but ${shownName(repeated)} comes twice`,
  );
}

function objectivesOf(name: string, devices: readonly DeviceId[], known: readonly Metric[]): Objective[] {
  const named = (text: string) => known.find((metric) => nameOf(metric) === text);
  const metric = named(name);
  if (metric !== undefined) {
    return ownerOf(metric) === "device"
      ? devices.map((device) => shownObjective({ metric, device }, devices))
      : [{ metric }];
  }
  const at = name.lastIndexOf(".");
  const last = at < 0 ? undefined : named(name.slice(at + 1));
  if (last === undefined) {
    const more = devices.length > 1 ? `, or a cost of one device such as ${devices[0]}.latency` : "";
    throw new InvalidInput(
      "objectives",
      `every objective must be one of ${known.map(nameOf).join(", ")}${more}, not "${name}"`,
    );
  }
  if (ownerOf(last) === "task") {
    throw new InvalidInput(
      "objectives",
      `${nameOf(last)} belongs to the task: name it ${nameOf(last)}, not ${name}`,
    );
  }
  const device = devices.find((known) => known === name.slice(0, at));
  if (device !== undefined) return [shownObjective({ metric: last, device }, devices)];
  throw new InvalidInput(
    "objectives",
    `objectives names ${name}, but the question is about ${devices.join(", ")}`,
  );
}
