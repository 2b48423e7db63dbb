/** Returns the message of a file system error without the path, because callers name the file themselves. */
export const reasonOf = (error: unknown): string => (error as Error).message.split(", ")[0];
