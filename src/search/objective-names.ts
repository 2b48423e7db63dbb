import { InvalidInput } from "../base/errors.js";
import { type DeviceId, deviceId } from "../base/ids.js";
import { isCost, METRICS, type Metric } from "../base/metric.js";
import { checkObjectives } from "./check-objectives.js";
import type { Objective } from "./ports.js";

/** The name of an objective: its metric or, where several devices are compared, `DEVICE.METRIC` for a cost. */
export type ObjectiveName = Metric | `${string}.${Metric}`;

/** The name of an objective, with its device if it has one. */
export const objectiveName = ({ metric, device }: Objective): ObjectiveName =>
  device === undefined ? metric : `${device}.${metric}`;

/** The objective that has this name. Ids of devices may have dots, names of metrics have none. */
export function objectiveNamed(name: ObjectiveName): Objective {
  const at = name.lastIndexOf(".");
  if (at < 0) return { metric: name as Metric };
  return { metric: name.slice(at + 1) as Metric, device: deviceId(name.slice(0, at)) };
}

/** The objective as an answer about these devices names it: without its device if there is only one. */
export const shownObjective = ({ metric, device }: Objective, devices: readonly DeviceId[]): Objective =>
  device === undefined || devices.length === 1 ? { metric } : { metric, device };

/**
 * Checks the objectives that a user names for some devices: a cost stands for that cost on every device, `DEVICE.COST`
 * for one. With one device, no objective of the result has a device. They stay in the order in which they were named.
 * @throws InvalidInput (field `objectives`) for an empty list, an unknown metric or device, or an objective that is
 * named twice
 */
export function parseObjectives(given: readonly string[], devices: readonly DeviceId[]): Objective[] {
  if (given.every((name) => METRICS.some((metric) => metric === name))) {
    checkObjectives(given as readonly Metric[]);
  }
  const objectives = given.flatMap((name) => objectivesOf(name, devices));
  const names = objectives.map(objectiveName);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated === undefined) return objectives;
  throw new InvalidInput("objectives", `objectives must not repeat a metric, but ${repeated} comes twice`);
}

function objectivesOf(name: string, devices: readonly DeviceId[]): Objective[] {
  const metric = METRICS.find((known) => known === name);
  if (metric !== undefined) {
    return isCost(metric)
      ? devices.map((device) => shownObjective({ metric, device }, devices))
      : [{ metric }];
  }
  const { metric: last, device } = objectiveNamed(name as ObjectiveName);
  if (device === undefined || !METRICS.includes(last)) {
    const more = devices.length > 1 ? `, or a cost of one device such as ${devices[0]}.latency` : "";
    throw new InvalidInput(
      "objectives",
      `every objective must be one of ${METRICS.join(", ")}${more}, not "${name}"`,
    );
  }
  if (!isCost(last)) {
    throw new InvalidInput("objectives", `${last} belongs to the task: name it ${last}, not ${name}`);
  }
  if (devices.includes(device)) return [shownObjective({ metric: last, device }, devices)];
  throw new InvalidInput(
    "objectives",
    `objectives names ${name}, but the question is about ${devices.join(", ")}`,
  );
}
