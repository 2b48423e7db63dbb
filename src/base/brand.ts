declare const brand: unique symbol;

/** A nominal type: a `T` that only the module that names it can make from a bare `T`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
