/** Latencies below this [ms] are those of a network without operators: the row measured nothing of a device. */
export const LEAST_LATENCY = 0.05;
