/**
 * The smallest plausible latency [ms]. A smaller value is that of a network without operators, so its row says
 * nothing about the device.
 */
export const LEAST_LATENCY = 0.05;
