/** The type `T` with every field that may be undefined or null turned into an optional field. */
export type Defined<T> = {
  [K in keyof T as undefined extends T[K] ? never : null extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : null extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/**
 * Drops the fields that are undefined or null and keeps all others unchanged. It does not look into nested values. It
 * is needed because under `exactOptionalPropertyTypes`, in JSON and in stored records, a field that is undefined is
 * not the same as a missing one.
 */
export function defined<T extends object>(fields: T): Defined<T> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(kept) as Defined<T>;
}

/** Applies `then` to a value; null and undefined give undefined. */
export const optional = <T, U>(value: T | null | undefined, then: (value: T) => U): U | undefined =>
  value === undefined || value === null ? undefined : then(value);
