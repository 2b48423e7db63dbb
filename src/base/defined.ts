/** `T` whose fields that may be undefined or null may be missing instead. */
export type Defined<T> = {
  [K in keyof T as undefined extends T[K] ? never : null extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : null extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/**
 * The fields that have a value: those that are undefined or null are left out. Shallow; values stay as they are. With
 * `exactOptionalPropertyTypes` a field that is undefined is not the same as a missing one, in JSON and in stored records.
 */
export function defined<T extends object>(fields: T): Defined<T> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(kept) as Defined<T>;
}

/** `then(value)` where there is a value, else undefined. */
export const optional = <T, U>(value: T | null | undefined, then: (value: T) => U): U | undefined =>
  value === undefined || value === null ? undefined : then(value);
