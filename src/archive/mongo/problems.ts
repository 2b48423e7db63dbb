import { MongoError, MongoNetworkError, MongoServerError, MongoServerSelectionError } from "mongodb";
import { Unavailable } from "../../base/errors.js";

const AUTHENTICATION = new Set([13, 18, 8000]);
const DUPLICATE = 11000;
const SNAPSHOT_UNAVAILABLE = 246;
const DISK_FULL = 14031;

export const isDuplicate = (error: unknown): boolean => codeOf(error) === DUPLICATE;
export const isSnapshotUnavailable = (error: unknown): boolean => codeOf(error) === SNAPSHOT_UNAVAILABLE;

/**
 * Turns an error of the server or the driver into `Unavailable` with a sentence for people, which holds no credentials.
 * Unexpected errors are returned as they are.
 */
export function asProblem(error: unknown, where: string): unknown {
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
  const isTransient =
    error.hasErrorLabel("TransientTransactionError") || error.hasErrorLabel("RetryableWriteError");
  return isTransient ? new Unavailable(`${where} could not store the batch in time; try again later`) : error;
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
