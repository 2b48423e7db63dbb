/** Returns the wall time in milliseconds since 1970. It is passed in, so that tests can hold it still. */
export type Clock = () => number;

/** Makes a new unique id. It is passed in, so that tests know the ids in advance. */
export type IdSource = () => string;
