/**
 * The processor time of work on this thread [ms], and its result. Unlike the time on a clock, it does not grow when
 * other programs use the machine.
 */
export function cpuTimeOf<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1_000, result };
}
