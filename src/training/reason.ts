/** What kept a file from being read, without its path: the message names the file already. */
export const reasonOf = (error: unknown): string => (error as Error).message.split(", ")[0];
