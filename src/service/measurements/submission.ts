import type { MeasurementId } from "../../base/ids.js";
import type { Archive } from "../../records/archive.js";

/** The id of the receipt of a submission with this key. */
export const receiptId = (key: string): string => `measurements/${key}`;

/** The ids of the measurements that a submission stored; undefined if there was none with this key. */
export async function submissionReceipt(
  archive: Archive,
  key: string,
): Promise<ReadonlySet<MeasurementId> | undefined> {
  const receipt = await archive.get("receipt", receiptId(key));
  if (receipt === undefined) return undefined;
  const { measurements } = receipt.answer as {
    readonly measurements: readonly { readonly id: MeasurementId }[];
  };
  return new Set(measurements.map(({ id }) => id));
}
