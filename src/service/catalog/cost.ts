import { NotFound } from "../../base/errors.js";
import { architectureCost } from "../../hardware/cost-model.js";
import { genesOf } from "../../projections/named.js";
import type { Projections } from "../../projections/projections.js";
import { parseArchitecture, toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";

/**
 * Latency [ms] and energy [mJ] of an architecture by the device's operator profile, per layer and in total. Throws
 * `NotFound` on `device` where the device has no profile for the task's space.
 */
export async function cost(
  { archive, catalog }: Pick<Projections, "archive" | "catalog">,
  input: { readonly task: string; readonly device: string; readonly architecture: unknown },
) {
  const { space, device, profiles } = await catalog.taskOnDevice(input.task, input.device);
  const genes = await genesOf(archive, space, input.architecture, "architecture");
  const genotype = parseArchitecture(space, genes);
  if (profiles.length === 0) {
    throw new NotFound("operator profile", `${device.id}/${space.spec.id}`, "device", "", {
      kind: "importProfile",
      device: device.id,
      space: space.spec.id,
    });
  }
  return {
    id: architectureId(space, genotype),
    architecture: toArchitecture(space, genotype),
    ...architectureCost(space, genotype, profiles, device.id),
  };
}
