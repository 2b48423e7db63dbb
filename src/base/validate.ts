import { InvalidInput } from "./errors.js";

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** An id as users may choose it; the letters of file names, so that it can be a column, a flag and a folder. */
export function requireId(value: unknown, field: string): string {
  if (typeof value === "string" && ID.test(value)) return value;
  throw new InvalidInput(
    field,
    `${field} must be 1 to 100 letters, digits, ".", "_" or "-", starting with a letter or digit`,
  );
}

export function requireText(value: unknown, field: string, longest: number): string {
  if (typeof value === "string" && value.length <= longest) return value;
  throw new InvalidInput(field, `${field} must be text of at most ${longest} characters`);
}

/** A finite number within the bounds (inclusive unless `above`). */
export function requireNumber(
  value: unknown,
  field: string,
  bounds: {
    readonly least?: number;
    readonly most?: number;
    readonly above?: number;
    readonly unit?: string;
  },
): number {
  const { least, most, above, unit } = bounds;
  const good =
    typeof value === "number" &&
    Number.isFinite(value) &&
    (least === undefined || value >= least) &&
    (most === undefined || value <= most) &&
    (above === undefined || value > above);
  if (good) return value;
  const range = [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ].join(" and ");
  throw new InvalidInput(
    field,
    `${field} must be a number${unit === undefined ? "" : ` [${unit}]`} ${range}, not ${shown(value)}`,
  );
}

export function requireInteger(value: unknown, field: string, least: number, most: number): number {
  const number = requireNumber(value, field, { least, most });
  if (Number.isInteger(number)) return number;
  throw new InvalidInput(field, `${field} must be a whole number, not ${number}`);
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === undefined)
    return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}
