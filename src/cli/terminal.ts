import { readFileSync } from "node:fs";
import { parse } from "dotenv";
import type { Terminal } from "./dependencies.js";
import { isSystemError, unreadable } from "./input/files.js";

/** Exit code of a command that was stopped by Ctrl-C: 128 + SIGINT, as in shells. */
export const INTERRUPTED = 130;

/**
 * The terminal of this process. Variables in `.env` of the working directory count as environment variables, unless the
 * environment has them already.
 */
export function processTerminal(): Terminal {
  process.stdout.on("error", endOnClosedPipe);
  process.stderr.on("error", endOnClosedPipe);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: () => ({ ...readDotEnv(".env"), ...process.env }),
    onInterrupt,
  };
}

function readDotEnv(file: string): Record<string, string> {
  try {
    return parse(readFileSync(file));
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return {};
    throw unreadable(file, error, ".env");
  }
}

function onInterrupt(stop: () => void): () => void {
  let stopping = false;
  const listener = () => {
    if (stopping) process.exit(INTERRUPTED);
    stopping = true;
    stop();
  };
  process.on("SIGINT", listener).on("SIGTERM", listener);
  return () => {
    process.off("SIGINT", listener).off("SIGTERM", listener);
  };
}

/** Ends the process without an error if the reader of a pipe has closed it, as in `harmonic ... | head`. */
function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
}
