import { crc32 } from "node:zlib";
import { Unavailable } from "../base/errors.js";

/** A record whose stored bytes are no longer what was written. */
export class Damaged extends Unavailable {
  /**
   * @param kind kind of the record in words, such as `measurement`
   * @param id its id, as far as it can be read
   * @param reason what is wrong with it
   */
  constructor(kind: string, id: string, reason: string) {
    super(
      `the ${kind} "${id}" is damaged in the archive: ${reason}; everything else stays readable; "harmonic archive ` +
        'verify" lists all damage, and "harmonic archive repair" sets it aside',
    );
  }
}

/** The CRC-32 of bytes, or of a text in UTF-8. It finds every change within 32 neighbouring bits. */
export const checksum = (bytes: string | Uint8Array): number => crc32(bytes);

export const WRONG_CHECKSUM = "its content does not match its checksum";
export const NO_CHECKSUM = "its checksum is missing";
export const UNREADABLE = "its content cannot be read";
