import { readFileSync } from "node:fs";
import { parse } from "dotenv";
import type { Terminal } from "./dependencies.js";
import { isSystemError, unreadable } from "./input/files.js";

/** The exit code of a command that Ctrl-C stopped, as shells have it (128 + SIGINT). */
export const INTERRUPTED = 130;

/** This process as the command line sees it; reads `.env` of the working directory (the environment wins over it). */
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

/** `harmonic ... | head` closes the pipe early: that is no failure of ours. */
function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
}
