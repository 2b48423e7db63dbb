import type { CatalogQuery } from "../generated/operations.js";

/** Pairs that ship with the product and have accuracies and both costs; the first that exists is shown at first. */
const SHOWN_FIRST = [
  ["av-mnist-hard", "jetson-tx2"],
  ["av-mnist-hard", "h200-b1"],
] as const;

/** What is shown where the address names no task or device: a pair with known networks, if there is one. */
export function defaultView({ tasks, devices }: CatalogQuery): {
  readonly task?: string;
  readonly device?: string;
} {
  const has = (list: readonly { readonly key: string }[], key: string) => list.some((one) => one.key === key);
  const shipped = SHOWN_FIRST.find(([task, device]) => has(tasks, task) && has(devices, device));
  if (shipped !== undefined) return { task: shipped[0], device: shipped[1] };
  const most = <T extends { readonly measured: number }>(list: readonly T[]): T | undefined =>
    list.toSorted((a, b) => b.measured - a.measured)[0];
  const [task, device] = [most(tasks)?.key, most(devices)?.key];
  return { ...(task !== undefined && { task }), ...(device !== undefined && { device }) };
}
