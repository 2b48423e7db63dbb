import { InvalidInput } from "../../../base/errors.js";
import type { CheapFidelity } from "../../../search/ports.js";
import type { FusionEpochs } from "../../network-trainer.js";

const NAME = /^epochs_([1-9]\d{0,5})$/;

/**
 * The epochs of each cheap score of a search that trains: `epochs_N` trains the fusion network N epochs, and tier 2 searches it for
 * a share of its epochs in proportion, one at least. Throws `InvalidInput` where N is not fewer than a whole training's.
 */
export function shortenedEpochs(
  fidelities: readonly CheapFidelity[],
  full: FusionEpochs,
): readonly FusionEpochs[] {
  return fidelities.map(({ name }, i) => {
    const train = Number(NAME.exec(name)?.[1]);
    if (!(train < full.train)) {
      throw new InvalidInput(
        `fidelities[${i}].name`,
        `fidelities[${i}].name must be epochs_N when networks are trained, with N from 1 to ${full.train - 1}, not "${name}"`,
      );
    }
    return { train, search: Math.max(1, Math.round((full.search * train) / full.train)) };
  });
}
