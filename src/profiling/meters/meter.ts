/** A meter of the energy that the machine uses. */
export interface Meter {
  /** The meter and what it covers, for people, e.g. `powercap: package-0, dram`. */
  readonly name: string;
  /** Starts to read it. A gauge begins at 0. */
  open(): Gauge;
}

/** The energy since the gauge was opened. */
export interface Gauge {
  /**
   * True where a reading takes so long that it is taken at the edges of a block only. Any other gauge has to be read
   * often enough in between: a counter may wrap only once between two readings, and power is taken to change linearly.
   */
  readonly atEdgesOnly?: true;
  /**
   * Reads the meter and returns the energy since the gauge was opened [J].
   *
   * @param now monotonic time [ms]
   */
  joules(now: number): number;
}

/** A gauge that integrates power [W]. */
export function powerGauge(watts: () => number): Gauge {
  let last: { readonly at: number; readonly watts: number } | undefined;
  let total = 0;
  return {
    joules(now) {
      const reading = { at: now, watts: watts() };
      if (last !== undefined) total += ((reading.watts + last.watts) / 2) * ((now - last.at) / 1000);
      last = reading;
      return total;
    },
  };
}
