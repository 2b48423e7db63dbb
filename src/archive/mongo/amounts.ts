import type { Quota } from "../../records/whole/quotas.js";
import type { Connected } from "./connect.js";

/**
 * How much the database holds of what quotas limit, without what open transactions have written. Counts are the
 * server's own, which it may have wrong after it was killed until it has checked its collections;
 * bytes are those of documents before compression, without indexes.
 */
export async function amountsOf(
  { db, collections }: Connected,
  quotas: readonly Quota[],
): Promise<readonly (readonly [Quota, number])[]> {
  const amounts: (readonly [Quota, number])[] = [];
  for (const quota of quotas) {
    const { architectures, measurements, runs } = collections;
    const counting = {
      networks: () => architectures.estimatedDocumentCount(),
      measurements: () => measurements.estimatedDocumentCount(),
      runs: () => runs.estimatedDocumentCount(),
      megabytes: async () => Number((await db.command({ dbStats: 1 })).dataSize) / 1e6,
    };
    amounts.push([quota, await counting[quota]()]);
  }
  return amounts;
}
