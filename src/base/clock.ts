/** Wall time in milliseconds since 1970; passed in, so that tests can hold it still. */
export type Clock = () => number;

/** Makes a fresh unique id; passed in, so that tests can name what will be made. */
export type IdSource = () => string;
