import { createEncoder } from "../../../../predictors/features/encoder.js";
import { median } from "../../../base/statistics/median.js";

import type { Samples } from "./samples.js";

/** A network is tiny if it computes this many times less [ln] than the median. */
const TIMES_LESS = Math.log(4);

/**
 * Tells which networks compute next to nothing, such as cells without a path of convolutions, by the
 * multiply-accumulates that have an effect. Devices differ by orders of magnitude in what such networks cost, so that
 * other devices say nothing about them. None is tiny where multiply-accumulates cannot be counted.
 * @returns a function of the number of a network
 */
export function tinyNetworks({ space, genotypes }: Samples): (network: number) => boolean {
  const encoder = createEncoder(space, []);
  const column = Math.max(encoder.names.lastIndexOf("log macs"), encoder.names.lastIndexOf("live log macs"));
  if (column < 0) return () => false;
  const { data, columns } = encoder.encode(genotypes);
  const logs = Float64Array.from(genotypes, (_, i) => data[i * columns + column]);
  const least = median(logs) - TIMES_LESS;
  return (network) => logs[network] < least;
}
