import { InvalidInput } from "../../../base/errors.js";
import type { CheapFidelity } from "../../../search/ports.js";
import type { FusionEpochs } from "../../network-trainer.js";

const NAME = /^epochs_([1-9]\d{0,5})$/;

/**
 * The epochs of each cheap score of a search that trains. `epochs_N` trains the fusion network for N epochs; the
 * epochs of tier 2 are reduced in the same proportion, to 1 at least. Throws `InvalidInput` where a name is not of
 * this form, or N is not smaller than the epochs of a full training.
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
        `fidelities[${i}].name must be epochs_N when networks are trained, ` +
          `with N from 1 to ${full.train - 1}, not "${name}"`,
      );
    }
    return { train, search: Math.max(1, Math.round((full.search * train) / full.train)) };
  });
}
