import { statSync } from "node:fs";
import { MEMORY } from "./connection.js";

/** The file of an open archive. */
export interface OpenFile {
  /** Whether the file that was opened is still the one at its place. It is not opened again: that would end locks. */
  isThere(): boolean;
}

/** Remembers which file is at a place now. */
export function openFile(location: string): OpenFile {
  if (location === MEMORY) return { isThere: () => true };
  const opened = statSync(location);
  return {
    isThere() {
      const now = statSync(location, { throwIfNoEntry: false });
      return now !== undefined && now.ino === opened.ino && now.dev === opened.dev && now.size > 0;
    },
  };
}
