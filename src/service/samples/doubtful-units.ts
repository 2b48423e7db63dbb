import { deviceId } from "../../base/ids.js";
import { COST_METRICS, unitOf } from "../../base/metric.js";
import { median } from "../../base/statistics/median.js";
import type { Space } from "../../space/space.js";
import type { TableData } from "../../tables/parse-table.js";
import type { Context } from "../context.js";

/** From this ratio of medians on, in either direction, a column is probably in another unit. */
const DOUBTFUL = 100;
/** A device needs as many measured networks for its median to say anything. */
const LEAST_KNOWN = 5;

/**
 * Sentences about columns of costs whose values differ so much from what is known of their device in the search space
 * that they are probably in another unit. A device of which little is measured is compared with nothing.
 */
export async function doubtfulUnits(
  { subjects }: Context,
  { spec }: Space,
  { columns }: TableData,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, kind, subject, values } of columns) {
    const metric = COST_METRICS.find((cost) => cost === kind);
    if (metric === undefined) continue;
    const table = await subjects.ofDevice(spec.id, deviceId(subject));
    const column = table.values(metric);
    const known = Array.from({ length: table.networks.count }, (_, row) => column.at(row)).filter(isKnown);
    const given = Array.from(values).filter(isKnown);
    if (known.length < LEAST_KNOWN || given.length === 0) continue;
    const [own, usual] = [median(given), median(known)];
    const ratio = own / usual;
    if (ratio < DOUBTFUL && ratio > 1 / DOUBTFUL) continue;
    const times = ratio > 1 ? `${shown(ratio)} times` : `1/${shown(1 / ratio)} of`;
    found.push(
      `column "${name}" has a median of ${shown(own)} ${unitOf(metric)}, ${times} the median of the ` +
        `${known.length} networks that are measured on ${subject} (${shown(usual)} ${unitOf(metric)}): ` +
        `are its values really in ${unitOf(metric)}?`,
    );
  }
  return found;
}

const isKnown = (value: number): boolean => !Number.isNaN(value);

const shown = (value: number): string => String(Number(value.toPrecision(3)));
