import { createReadStream } from "node:fs";
import { open, readFile, rm, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { InvalidInput } from "../../base/errors.js";
import { oversizeOf } from "../../base/json/json-size.js";

/** Largest text file that is read at once [bytes]. Larger ones are refused before they fill the memory. */
const MAX_TEXT_BYTES = 64 << 20;

/** Bounds of JSON that is read: more than any input of the service has, and too little to fill the memory. */
const JSON_BOUNDS = { depth: 100, tokens: 20_000_000 };

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ENOTDIR: "part of its path is not a folder",
};

/** Whether an error comes from a system call, e.g. opening a file. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "code" in error && "syscall" in error;

/**
 * `InvalidInput` on `field` that says why a file cannot be read. Other errors than system errors are returned as they
 * are.
 */
export function unreadable(file: string, error: unknown, field: string): unknown {
  if (!isSystemError(error)) return error;
  const why = REASONS[error.code ?? ""] ?? error.code ?? error.message;
  return new InvalidInput(field, `cannot read ${file}: ${why}`);
}

/**
 * Throws `InvalidInput` on `field` if a file cannot be written, so that this is found before long work and not after
 * it. A file that does not exist is not left behind.
 */
export async function requireWritable(file: string, field: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  try {
    const handle = await open(file, "a");
    await handle.close();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const why = error.code === "ENOENT" ? "no such folder" : (REASONS[error.code ?? ""] ?? error.message);
    throw new InvalidInput(field, `cannot write ${file}: ${why}`);
  }
  if (found === undefined) await rm(file);
}

/** The parsed content of a JSON file. Throws `InvalidInput` on `field` that names the file. */
export async function readJsonFile(file: string, field: string): Promise<unknown> {
  return parseJson(await readTextFile(file, field), file, field);
}

/** The text of a file of at most 64 MiB. Throws `InvalidInput` on `field` that names the file. */
export async function readTextFile(file: string, field: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      if (size > MAX_TEXT_BYTES) {
        throw new InvalidInput(
          field,
          `${file} has ${size} bytes; the file may have at most ${MAX_TEXT_BYTES}`,
        );
      }
      return await readFile(handle, "utf8");
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(file, error, field);
  }
}

/** The value of a command-line argument that is JSON, or `@FILE` for a JSON file. Throws `InvalidInput` on `field`. */
async function readJsonArgument(text: string, field: string): Promise<unknown> {
  return text.startsWith("@") ? readJsonFile(text.slice(1), field) : parseJson(text, field, field);
}

/**
 * The value of an option that names an architecture: JSON, `@FILE` with JSON, or else an id, which is returned as text.
 * Throws `InvalidInput` on `field`.
 */
export async function readArchitectureArgument(text: string, field: string): Promise<unknown> {
  return /^\s*[@{["]/.test(text) ? readJsonArgument(text.trim(), field) : text.trim();
}

/** The value of a JSON text; `what` is its name in messages. Throws `InvalidInput` on `field`. */
export function parseJson(text: string, what: string, field: string): unknown {
  const oversize = oversizeOf(Buffer.from(text), JSON_BOUNDS);
  if (oversize !== undefined) throw new InvalidInput(field, `${what} ${oversize}`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new InvalidInput(field, `${what} is not valid JSON: ${(error as SyntaxError).message}`);
  }
}

/**
 * Opens a file of any size for reading. Throws `InvalidInput` on `field` if it does not exist, is a folder or cannot be
 * read.
 */
export async function openFile(file: string, field: string): Promise<{ stream: Readable; bytes: number }> {
  try {
    const handle = await open(file);
    const stats = await handle.stat();
    if (stats.isDirectory()) {
      await handle.close();
      throw new InvalidInput(field, `cannot read ${file}: it is a folder`);
    }
    return { stream: createReadStream(file, { fd: handle }), bytes: stats.size };
  } catch (error) {
    throw unreadable(file, error, field);
  }
}
