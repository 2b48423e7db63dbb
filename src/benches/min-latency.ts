/**
 * The smallest latency [ms] that benches keep unless told otherwise. Below it lie the cells of NAS-Bench-201 that
 * compute nothing; figures that were published with this floor stay comparable.
 */
export const MIN_LATENCY = 0.05;
