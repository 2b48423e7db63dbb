/**
 * A text that comes after every id that begins with `prefix`, in the order of code points, in which both databases
 * keep ids. Ids have no character of the highest code point.
 */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10FFFF}`;
