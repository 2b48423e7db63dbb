import { InvalidInput } from "../../base/errors.js";

/** The object types that have a global id. */
export const NODE_TYPES = [
  "Task",
  "Device",
  "SearchSpace",
  "Architecture",
  "Measurement",
  "Predictor",
  "SampleTable",
  "SearchRun",
  "Verification",
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** The global id of an object, unique over all types: base64url of `TYPE:KEY`. */
export function globalId(type: NodeType, key: string): string {
  return Buffer.from(`${type}:${key}`, "utf8").toString("base64url");
}

/** Type and key of a global id; undefined if the text is not one. */
export function parseGlobalId(id: string): { readonly type: NodeType; readonly key: string } | undefined {
  const text = Buffer.from(id, "base64url").toString("utf8");
  const colon = text.indexOf(":");
  const type = NODE_TYPES.find((candidate) => candidate === text.slice(0, colon));
  if (type === undefined || colon + 1 === text.length) return undefined;
  const key = text.slice(colon + 1);
  return globalId(type, key) === id ? { type, key } : undefined;
}

/**
 * The key that an argument names, written either as a key or as a global id. Throws `InvalidInput` on `field` for the
 * global id of another type.
 */
export function keyOf(type: NodeType, idOrKey: string, field: string): string {
  const parsed = parseGlobalId(idOrKey);
  if (parsed === undefined) return idOrKey;
  if (parsed.type === type) return parsed.key;
  throw new InvalidInput(
    field,
    `${field} must be the id or key of a ${type}; this is the id of the ${parsed.type} "${parsed.key}"`,
  );
}

/** The global id of a measurement. It includes the architecture, because measurements are looked up by architecture. */
export function measurementGlobalId(architecture: string, key: string): string {
  return globalId("Measurement", `${architecture}/${key}`);
}

/** Architecture and key of a measurement from `ARCHITECTURE/KEY`; the architecture is empty if there is no slash. */
export function parseMeasurementKey(compound: string): {
  readonly architecture: string;
  readonly key: string;
} {
  const slash = compound.indexOf("/");
  return { architecture: compound.slice(0, Math.max(slash, 0)), key: compound.slice(slash + 1) };
}
