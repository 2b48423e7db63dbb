import { defined } from "../base/defined.js";
import { InvalidInput } from "../base/errors.js";
import { isRecord } from "../base/json/is-record.js";
import { MOST_COST, millijoules, milliseconds } from "../base/units.js";
import { isChoiceKey } from "./choice-keys.js";
import { referenceFormOf } from "./cost-rows.js";
import type { OperatorCost } from "./types.js";

const MOST_ENTRIES = 100_000;
const KEY = /^[A-Za-z][\w:.-]{0,199}$/;
const NUMBER = /^\d+(\.\d*)?(e[+-]?\d+)?$/i;

/**
 * Checks an operator profile in the reference format: an object that maps an operator key to {lat, enrg}, the latency
 * in ms and the energy in mJ, and nothing else. Each is a number or its text, from 0 to 1e9. A profile of a device
 * without a power meter has no energy (absent or null) in any entry. A profile has 1 to 100,000 entries. A cost table
 * of choices (`referenceFormOf`), as CSV text or as a list, is a profile, too.
 * @throws InvalidInput if a value is not valid, or only some entries have an energy; its field is `field` or the entry
 * below it, and the message names the operator key
 */
export function parseProfile(content: unknown, field = "profile"): Record<string, OperatorCost> {
  const isTable = typeof content === "string" || Array.isArray(content);
  const value = isTable ? referenceFormOf(content, field) : content;
  if (!isRecord(value)) {
    throw new InvalidInput(field, `${field} must be an object of operator key -> {"lat": ms, "enrg": mJ}`);
  }
  const keys = Object.keys(value);
  if (keys.length === 0 || keys.length > MOST_ENTRIES) {
    throw new InvalidInput(field, `${field} must have 1 to ${MOST_ENTRIES} entries; got ${keys.length}`);
  }
  const entries: Record<string, OperatorCost> = {};
  for (const key of keys) entries[key] = parseEntry(key, value[key], field);
  const lacking = keys.find((key) => entries[key].energy === undefined);
  if (lacking !== undefined && keys.some((key) => entries[key].energy !== undefined)) {
    throw new InvalidInput(
      `${field}.${lacking}.enrg`,
      `"enrg" of operator "${lacking}" is missing, and other operators have one: ` +
        "give the energy [mJ] of all or of none",
    );
  }
  return entries;
}

function parseEntry(key: string, value: unknown, field: string): OperatorCost {
  const name = key.slice(0, 200);
  if (!KEY.test(key) && !isChoiceKey(key)) {
    throw new InvalidInput(
      field,
      `"${name}" is not an operator key, which is a letter, then up to 199 letters, digits or any of _ : . -, ` +
        "nor a choice of a gene, such as depth=2",
    );
  }
  if (!isRecord(value)) {
    throw new InvalidInput(
      `${field}.${name}`,
      `operator "${name}" must be an object {"lat": ms, "enrg": mJ}`,
    );
  }
  const stray = Object.keys(value).find((part) => part !== "lat" && part !== "enrg");
  if (stray !== undefined) {
    throw new InvalidInput(
      `${field}.${name}`,
      `operator "${name}" has "${stray.slice(0, 60)}": its costs are "lat" [ms] and "enrg" [mJ], ` +
        "and nothing else is kept",
    );
  }
  const hasEnergy = value.enrg !== undefined && value.enrg !== null;
  return {
    latency: milliseconds(parseNumber(key, value.lat, "lat", field)),
    ...defined({ energy: hasEnergy ? millijoules(parseNumber(key, value.enrg, "enrg", field)) : undefined }),
  };
}

function parseNumber(key: string, value: unknown, part: "lat" | "enrg", field: string): number {
  const number = typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
  if (typeof number === "number" && number >= 0 && number <= MOST_COST) return number;
  throw new InvalidInput(
    `${field}.${key}.${part}`,
    `"${part}" of operator "${key}" must be a number of ${part === "lat" ? "milliseconds" : "millijoules"}, ` +
      `at least 0 and at most ${MOST_COST}; got ${shown(value)}`,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  return typeof value === "number" ? String(value) : (JSON.stringify(value)?.slice(0, 60) ?? typeof value);
}
