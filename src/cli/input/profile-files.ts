import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { type DeviceId, deviceId } from "../../base/ids.js";
import { parseProfile } from "../../hardware/profile.js";
import type { OperatorProfile } from "../../hardware/types.js";
import { readJsonFile } from "./files.js";

/** An operator profile in a file. */
interface ProfileFile {
  readonly device: DeviceId;
  readonly file: string;
}

/**
 * The option `--profile DEVICE=FILE...`, which may be repeated, also for one device.
 * @param use what the profiles are used for, as the end of a sentence that begins with them
 */
export const profileOption = (use: string) =>
  new Option(
    "--profile <device=file...>",
    `operator profiles (JSON in the reference format) ${use}; further files after the first are of the same device; ` +
      "may be repeated, also for one device (default: none)",
  ).argParser(profileFile);

/** Adds a profile to the earlier ones: `DEVICE=FILE`, or `FILE` for another one of the device named last. */
function profileFile(value: string, before: readonly ProfileFile[] = []): readonly ProfileFile[] {
  const at = value.indexOf("=");
  const device = at < 0 ? before.at(-1)?.device : deviceId(value.slice(0, at));
  const file = value.slice(at + 1);
  if (device === undefined || at === 0 || file === "")
    throw new InvalidArgumentError("It must be DEVICE=FILE, e.g. jetson-tx2=profile.json.");
  return [...before, { device, file }];
}

/** Reads the sources of a bench, the devices of `--from-devices` and the profiles of `--profile`, and counts them. */
export async function readSources(flags: {
  readonly fromDevices?: readonly string[] | undefined;
  readonly profile?: readonly ProfileFile[] | undefined;
}): Promise<{ readonly profiles: readonly OperatorProfile[]; readonly count: number }> {
  const profiles = await readProfiles(flags.profile);
  const owners = new Set(profiles.map(({ device }) => device));
  return { profiles, count: (flags.fromDevices?.length ?? 0) + owners.size };
}

/** Reads the files of `--profile`. Throws `InvalidInput` that names the file. */
export async function readProfiles(given: readonly ProfileFile[] = []): Promise<readonly OperatorProfile[]> {
  const profiles: OperatorProfile[] = [];
  for (const { device, file } of given) {
    const content = await readJsonFile(file, "--profile");
    profiles.push({ device, entries: parseProfile(content, file), source: file });
  }
  return profiles;
}
