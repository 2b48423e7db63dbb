import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { InvalidInput } from "../../../base/errors.js";

/** Debian's package of the drawings. */
const PACKAGE = "openclipart-svg";
/** Where the package has them. */
const INSIDE = join("usr", "share", "openclipart", "svg");

const run = promisify(execFile);

/**
 * Calls `use` with the folder of the drawings: `source` itself, what a `.deb` of that name holds, or, without a source,
 * what `apt-get download openclipart-svg` fetches. Files that are fetched or unpacked are removed afterwards.
 *
 * @throws InvalidInput (field `source`) if there is no such folder or package, or it cannot be fetched
 */
export async function withClipArt<T>(
  source: string | undefined,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const found = source === undefined ? undefined : await stat(source).catch(() => undefined);
  if (source !== undefined && found === undefined)
    throw new InvalidInput("source", `${source} does not exist`);
  if (source !== undefined && found?.isDirectory()) return use(source);
  const scratch = await mkdtemp(join(tmpdir(), "harmonic-clip-art-"));
  try {
    const archive = source === undefined ? await fetched(scratch) : resolve(source);
    await tool("dpkg-deb", ["-x", archive, scratch], scratch, `${archive} cannot be unpacked`);
    return await use(join(scratch, INSIDE));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function fetched(folder: string): Promise<string> {
  const failed = `the package ${PACKAGE} cannot be fetched; give its .deb or its folder with --source`;
  await tool("apt-get", ["download", PACKAGE], folder, failed);
  const name = (await readdir(folder)).find((each) => each.endsWith(".deb"));
  if (name === undefined) throw new InvalidInput("source", failed);
  return join(folder, name);
}

async function tool(name: string, args: readonly string[], cwd: string, failed: string): Promise<void> {
  try {
    await run(name, args, { cwd });
  } catch (error) {
    const { message } = error as Error;
    throw new InvalidInput("source", `${failed} (${message.split("\n")[0]})`);
  }
}
