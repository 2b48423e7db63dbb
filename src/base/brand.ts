declare const brand: unique symbol;

/**
 * Makes `T` a nominal type: a bare `T` is not assignable to it, so a value has to pass through the function that
 * gives it the name.
 */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
