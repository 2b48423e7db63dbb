import type { Genotype } from "../../space/types.js";

/**
 * Computes the answer about each network once, in batches of those that are new: strategies ask about the same networks
 * before every batch.
 */
export function perNetwork<Answer>(
  answersOf: (networks: readonly Genotype[]) => ArrayLike<Answer>,
): (networks: readonly Genotype[]) => readonly Answer[] {
  const known = new WeakMap<Genotype, Answer>();
  return (networks) => {
    const fresh = networks.filter((network) => !known.has(network));
    const answers = answersOf(fresh);
    fresh.forEach((network, i) => void known.set(network, answers[i]));
    return networks.map((network) => known.get(network) as Answer);
  };
}
