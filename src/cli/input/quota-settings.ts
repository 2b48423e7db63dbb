import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { QUOTA_SETTINGS, QUOTAS, type Quota, type Quotas } from "../../records/whole/quotas.js";
import type { Given, SettingFlag } from "../setting.js";

const WHAT: Readonly<Record<Quota, string>> = {
  networks: "networks in the archive",
  measurements: "measurements in the archive, retracted ones included",
  runs: "search runs in the archive",
  megabytes: "megabytes (1e6 bytes) of the archive's file, or of its documents in MongoDB",
};

/** The flags of the quotas. */
export const QUOTA_FLAGS: readonly SettingFlag[] = QUOTAS.map((quota) => ({
  name: QUOTA_SETTINGS[quota],
  value: "number",
  description: `the most ${WHAT[quota]}; what would exceed it is refused (default: no limit)`,
}));

/** Reads the quotas; undefined if there is none. Throws `InvalidInput` that names the flag or the variable. */
export function quotaSettings(read: (name: string) => Given): Quotas | undefined {
  const quotas = defined(
    Object.fromEntries(QUOTAS.map((quota) => [quota, most(read(QUOTA_SETTINGS[quota]))])),
  );
  return Object.keys(quotas).length === 0 ? undefined : quotas;
}

function most({ label, value }: Given): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,15}$/.test(value) && Number(value) > 0) return Number(value);
  throw new InvalidInput(label, `${label} must be a whole number of at least 1, not "${value}"`);
}
