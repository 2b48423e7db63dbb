import { Serial } from "../../base/async/serial.js";
import type { Change } from "../../records/changes.js";
import { failureOf } from "../../records/reported-failures.js";
import type { SearchRun } from "../../records/run.js";
import { openChange, pendingChange } from "../plan/plan.js";
import type { CheckedRequest } from "../request/check-request.js";
import type { RunContext } from "../run-context.js";
import { networkRecord } from "./evaluation.js";
import type { Workers } from "./evaluators/board.js";
import type { ActiveRun } from "./registry.js";

/** The request of a stored run. Throws `NotFound` where a record that it names is gone since the archive was reset. */
export async function requestOf({ catalog }: RunContext, { settings }: SearchRun): Promise<CheckedRequest> {
  const task = await catalog.task(settings.task);
  const devices = await Promise.all(settings.devices.map((device) => catalog.device(device, "devices")));
  return { settings, task, devices, space: await catalog.space(task.space) };
}

/**
 * The workers of a run. The networks that they are asked to measure are published to this process and, through the
 * archive, to others; the archive keeps the networks themselves, too, so that workers can name them by their keys. A
 * parallel run stores the list itself, before it hands networks out.
 */
export function workersOf(
  context: RunContext,
  active: ActiveRun,
  { space, settings }: CheckedRequest,
): Workers {
  const isParallel = settings.parallel !== undefined;
  const { archive, log } = context;
  const writes = new Serial();
  const store = (changes: readonly Change[]) => {
    writes
      .run(() => archive.commit(changes))
      .catch((error) => {
        log.warn({ run: active.id, error }, "could not store which networks a run waits for");
      });
  };
  return {
    announce(pending) {
      active.ask(pending);
      if (pending.length === 0) return;
      const networks = pending.map((network) => networkRecord(space, network));
      const changes: Change[] = networks.map(({ id, genes }) => ({
        type: "architecture",
        record: { id, space: space.spec.id, architecture: genes },
      }));
      const genes = networks.map((network) => network.genes);
      store([
        ...changes,
        openChange(active.id, genes),
        ...(isParallel ? [] : [pendingChange(active.id, genes)]),
      ]);
    },
    failure: (network) => failureOf(archive, { run: active.id }, networkRecord(space, network).id),
  };
}
