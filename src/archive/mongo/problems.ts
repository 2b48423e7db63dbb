import {
  MongoAPIError,
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
} from "mongodb";
import { Unavailable } from "../../base/errors.js";

const AUTHENTICATION = new Set([13, 18, 8000]);
const DUPLICATE = 11000;
const SNAPSHOT_UNAVAILABLE = 246;
const SNAPSHOT_TOO_OLD = 239;
const DISK_FULL = 14031;

/** Messages of the driver about the answers of DNS to a mongodb+srv address. */
const SRV = /SRV|TXT|No addresses found|hostname/i;

export const isDuplicate = (error: unknown): boolean => codeOf(error) === DUPLICATE;
/** Which of the writes of a batch found its id taken; undefined if that is not why the batch failed. */
export function duplicateAt(error: unknown): number | undefined {
  const failed = error instanceof MongoBulkWriteError ? [error.writeErrors].flat()[0] : undefined;
  return failed?.code === DUPLICATE ? failed.index : undefined;
}

export const isSnapshotUnavailable = (error: unknown): boolean => codeOf(error) === SNAPSHOT_UNAVAILABLE;

/**
 * Turns an error of the server or the driver into `Unavailable` with a sentence for people, which holds no credentials.
 * Errors that are neither the server's nor the driver's are returned as they are.
 */
export function asProblem(error: unknown, where: string): unknown {
  const lookup = failedLookup(error);
  if (lookup !== undefined)
    return new Unavailable(`${where} cannot be found: ${lookup}; check the host in ARCHIVE`);
  if (!(error instanceof MongoError)) return error;
  if (causes(error).some((cause) => AUTHENTICATION.has(codeOf(cause) ?? 0))) {
    return new Unavailable(`${where} refuses the login: check the user, password and authSource in ARCHIVE`);
  }
  if (error instanceof MongoServerSelectionError || error instanceof MongoNetworkError) {
    return new Unavailable(
      `${where} does not answer as a writable replica set: start it (and run rs.initiate() on it once), ` +
        "or point ARCHIVE elsewhere",
    );
  }
  if (codeOf(error) === DISK_FULL) return new Unavailable(`${where} cannot grow: its disk is full`);
  if (codeOf(error) === SNAPSHOT_TOO_OLD) {
    return new Unavailable(
      `${where} no longer has the state at which reading everything began; raise the server's parameter ` +
        "minSnapshotHistoryWindowInSeconds above the time that it takes (300 by default)",
    );
  }
  if (isTooLarge(error)) {
    return new Unavailable(
      `${where} has too little memory for one batch of this size: give its server a larger cache ` +
        "(--wiredTigerCacheSizeGB), or store less at once",
    );
  }
  if (error.hasErrorLabel("TransientTransactionError") || error.hasErrorLabel("RetryableWriteError")) {
    return new Unavailable(`${where} could not store the batch in time; try again later`);
  }
  const name = error instanceof MongoServerError ? (error.codeName ?? `code ${error.code}`) : error.name;
  return new Unavailable(`${where} could not do what was asked (${name}): ${error.message}`);
}

/** Whether a transaction did not fit into the server's cache, or a document into a transaction. */
function isTooLarge(error: MongoError): boolean {
  const name = error instanceof MongoServerError ? String(error.codeName ?? "") : "";
  return (
    /TransactionTooLarge|ExceededMemoryLimit|TemporarilyUnavailable/.test(name) ||
    /cache overflow|cache is too small|too large and will not fit|total size of .* cache/i.test(error.message)
  );
}

/** Says in words which look-up in DNS failed, as that of the host of a mongodb+srv address; else undefined. */
function failedLookup(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, hostname } = error as NodeJS.ErrnoException & { readonly hostname?: string };
  if (syscall !== undefined && /^(query|getaddrinfo)/.test(syscall)) {
    const why = code === "ENOTFOUND" || code === "ENODATA" ? "no such name in DNS" : `DNS answers ${code}`;
    return hostname === undefined ? why : `${why} for ${hostname}`;
  }
  return error instanceof MongoAPIError && SRV.test(error.message) ? error.message : undefined;
}

function causes(error: MongoError): unknown[] {
  const found: unknown[] = [error, error.cause];
  if (error instanceof MongoServerSelectionError) {
    for (const server of error.reason?.servers.values() ?? []) found.push(server.error, server.error?.cause);
  }
  return found;
}

function codeOf(error: unknown): number | undefined {
  const code = error instanceof MongoServerError ? error.code : undefined;
  return typeof code === "number" ? code : undefined;
}
