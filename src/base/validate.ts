import { InvalidInput } from "./errors.js";

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Returns the value if it is an id that users may choose. Ids consist of characters that are also safe in file names,
 * column names and command-line flags.
 * @throws InvalidInput on `field` for anything else
 */
export function requireId(value: unknown, field: string): string {
  if (typeof value === "string" && ID.test(value)) return value;
  throw new InvalidInput(
    field,
    `${field} must be 1 to 100 letters, digits, ".", "_" or "-", starting with a letter or digit`,
  );
}

/**
 * Returns the value if it can be the name of a record, of whatever kind.
 * @throws InvalidInput on `field` for anything but text of 1 to 200 characters
 */
export function requireName(value: unknown, field: string): string {
  if (typeof value === "string" && value !== "" && value.length <= 200) return value;
  throw new InvalidInput(field, `${field} must be a name of 1 to 200 characters`);
}

/**
 * Returns the value if it is text of at most `longest` characters.
 * @throws InvalidInput on `field` for anything else
 */
export function requireText(value: unknown, field: string, longest: number): string {
  if (typeof value === "string" && value.length <= longest) return value;
  throw new InvalidInput(field, `${field} must be text of at most ${longest} characters`);
}

/**
 * Returns the value if it is a finite number within the bounds. `least` and `most` are inclusive, `above` is
 * exclusive.
 * @throws InvalidInput on `field` for anything else; the message names the bounds and the unit
 */
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
  const isValid =
    typeof value === "number" &&
    Number.isFinite(value) &&
    (least === undefined || value >= least) &&
    (most === undefined || value <= most) &&
    (above === undefined || value > above);
  if (isValid) return value;
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

/**
 * Returns the value if it is a whole number from `least` to `most`.
 * @throws InvalidInput on `field` for anything else
 */
export function requireInteger(value: unknown, field: string, least: number, most: number): number {
  const number = requireNumber(value, field, { least, most });
  if (Number.isInteger(number)) return number;
  throw new InvalidInput(field, `${field} must be a whole number, not ${number}`);
}

/** Renders a value for an error message, shortened. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === undefined)
    return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}
