import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { PAGE_BYTES } from "../connection.js";
import { APPLICATION_ID } from "../schema.js";

const HEADER_BYTES = 100;

/**
 * Writes the header of an archive file anew, in a copy, so that SQLite opens it whatever was in there. The list of free
 * pages is given up. Layout: https://www.sqlite.org/fileformat2.html#the_database_header
 *
 * @param layout version of the archive's layout
 */
export function restoreHeader(file: string, layout: number): void {
  const descriptor = openSync(file, "r+");
  try {
    const old = Buffer.alloc(HEADER_BYTES);
    readSync(descriptor, old, 0, HEADER_BYTES, 0);
    const header = Buffer.alloc(HEADER_BYTES);
    header.write("SQLite format 3\0", 0, "latin1");
    header.writeUInt16BE(PAGE_BYTES, 16);
    header.set([2, 2, 0, 64, 32, 32], 18);
    const counter = old.readUInt32BE(24);
    header.writeUInt32BE(counter, 24);
    header.writeUInt32BE(Math.ceil(fstatSync(descriptor).size / PAGE_BYTES), 28);
    header.writeUInt32BE(old.readUInt32BE(40), 40);
    header.writeUInt32BE(4, 44);
    header.writeUInt32BE(1, 56);
    header.writeUInt32BE(layout, 60);
    header.writeUInt32BE(APPLICATION_ID, 68);
    header.writeUInt32BE(counter, 92);
    header.writeUInt32BE(old.readUInt32BE(96), 96);
    writeSync(descriptor, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
}
