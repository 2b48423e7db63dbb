import { ina3221Meter } from "./ina3221.js";
import { type FoundMeter, powercapMeter } from "./powercap.js";

/**
 * Finds the energy meter of this machine: the power monitor of a board, else the counters of the processor. Where there
 * is none, or it cannot be read, the note says so; energy is then never estimated.
 *
 * @param root folder that holds `sys`
 */
export function findMeter(root = "/"): FoundMeter {
  const board = ina3221Meter(root);
  if (board !== undefined) return { meter: board };
  const processor = powercapMeter(root);
  if (processor.meter !== undefined || processor.note !== undefined) return processor;
  return {
    note:
      "no energy: this machine has no known meter (powercap, INA3221); " +
      "`profile --meter` reads any other with a program",
  };
}
