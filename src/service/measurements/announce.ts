import type { DeviceId, SpaceId, TaskId } from "../../base/ids.js";
import type { Context } from "../context.js";
import type { Measurement } from "../ports.js";

/** Tells this process's followers which tasks and devices have news. */
export function announce(context: Pick<Context, "events">, measurements: readonly Measurement[]): void {
  const spaces = new Map<SpaceId, { tasks: Set<TaskId>; devices: Set<DeviceId> }>();
  for (const m of measurements) {
    const subjects = spaces.get(m.space) ?? { tasks: new Set<TaskId>(), devices: new Set<DeviceId>() };
    spaces.set(m.space, subjects);
    if (m.subject === "task") subjects.tasks.add(m.task);
    else subjects.devices.add(m.device);
  }
  for (const [space, { tasks, devices }] of spaces) {
    context.events.emit("measurements", { space, tasks: [...tasks], devices: [...devices] });
  }
}
