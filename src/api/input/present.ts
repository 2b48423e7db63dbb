/** An input as the service takes it: fields that are null or undefined are left out. Shallow: values stay as they are. */
export type Present<T> = { [K in keyof T]: NonNullable<T[K]> };

export function present<T extends object>(input: T): Present<T> {
  const kept = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept) as Present<T>;
}
