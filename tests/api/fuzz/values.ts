import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from "graphql";
import type { Random } from "../../../src/base/random.js";

/** Names that the archive knows, by what they are of: keys and global ids. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** A number as it is written in JSON and GraphQL, e.g. `1e999`, which no double holds. */
export class RawNumber {
  constructor(readonly text: string) {}
}

const LONG = "long ".repeat(2_000);
const PROTOTYPE = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"];
const TEXTS = [
  ...PROTOTYPE,
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\u001b[31mred",
  "\r\nX-Injected: yes",
  "\ud800",
  "\udc00x",
  "\u202eabc",
  "\ufeff",
  "ﬀ é ̈ 😀 مرحبا",
  LONG,
  "😀".repeat(500),
  "../../etc/passwd",
  "/etc/passwd",
  "C:\\windows",
  "'; DROP TABLE measurements; --",
  '"}){__typename}',
  "{{7*7}}",
  "<script>alert(1)</script>",
  "NaN",
  "Infinity",
  "-0",
  "null",
  "undefined",
  "true",
  "[object Object]",
  "%s%n%x",
  "%00",
  "1e400",
  "=1+1",
  "a".repeat(300),
];
const DATES = [
  "2025-03-01T12:00:00Z",
  "2025-03-01T12:00:00+14:00",
  "2025-02-30T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:60Z",
  "+275760-09-13T00:00:00Z",
  "-271821-04-20T00:00:00Z",
  "2025-03-01",
  "2025-03-01T25:00:00Z",
  "Sat, 01 Mar 2025 12:00:00 GMT",
  "1740830400",
  "now",
];
const NUMBERS = [
  ...["0", "-0", "1", "-1", "0.5", "5e-324", "-5e-324", "1e-300", "1e308", "-1e308", "1e999", "-1e999"],
  ...["9007199254740993", "4294967295", "4294967296", "2147483647", "2147483648", "-2147483649", "0.1"],
  ...["1.0000000000000000000000001", "100000000000000000000000000000000000"],
].map((text) => new RawNumber(text));
const INTEGERS = [0, 1, -1, 2, 3, 10, 100, 1_000, 1_001, 2_147_483_647, -2_147_483_648];
const CURSORS = ["", "0", "YQ", "eyJ9", "bnVsbA", "W10", "e30", "////", "AAAA", "WyJhIiwxXQ", "eyJvIjotMX0"];

/** Makes values of input types: mostly ones that the type allows, however odd, and some that it does not. */
export class Values {
  constructor(
    private readonly random: Random,
    private readonly known: Known,
    /** Probability that a value has another type than asked for. */
    private readonly wrongness: number,
  ) {}

  /** @param name name of the argument or field, which tells what an id is of */
  of(type: GraphQLInputType, name: string, depth = 0): unknown {
    if (this.random.next() < this.wrongness) return this.anything();
    if (isNonNullType(type)) return this.of(type.ofType, name, depth);
    if (isListType(type)) return this.#list(type.ofType, name, depth);
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 4 && this.random.next() < 0.35),
      );
      return Object.fromEntries(
        fields.map((field) => [field.name, this.of(field.type, field.name, depth + 1)]),
      );
    }
    return isScalarType(type) ? this.#scalar(type.name, name) : null;
  }

  /** A value of any type. */
  anything(depth = 0): unknown {
    const kind = this.random.int(depth > 4 ? 5 : 8);
    switch (kind) {
      case 0:
        return null;
      case 1:
        return this.random.next() < 0.5;
      case 2:
        return this.random.pick(NUMBERS);
      case 3:
      case 4:
        return this.text();
      case 5:
        return Array.from({ length: this.random.int(4) }, () => this.anything(depth + 1));
      case 6:
        return this.#nested(this.random.pick([3, 10, 18, 25, 60]));
      default:
        return Object.fromEntries(
          Array.from({ length: this.random.int(4) }, () => [
            this.random.pick([...PROTOTYPE, "a", "", "é"]),
            this.anything(depth + 1),
          ]),
        );
    }
  }

  text(): string {
    return this.random.pick(
      [TEXTS, DATES, CURSORS].flatMap((all) => (this.random.next() < 0.6 ? all : TEXTS)),
    );
  }

  #list(type: GraphQLInputType, name: string, depth: number): unknown {
    const length = this.random.pick([0, 1, 1, 1, 2, 2, 3, 8, depth === 0 ? 300 : 4]);
    return Array.from({ length }, () => this.of(type, name, depth + 1));
  }

  #scalar(type: string, name: string): unknown {
    switch (type) {
      case "ID":
        return this.#id(name);
      case "String":
        return this.random.next() < 0.4 ? this.#id(name) : this.text();
      case "Int":
        return this.random.next() < 0.7 ? this.random.int(50) : this.random.pick(INTEGERS);
      case "Float":
        return this.random.next() < 0.5 ? 40 * this.random.next() : this.random.pick(NUMBERS);
      case "Boolean":
        return this.random.next() < 0.5;
      case "DateTime":
        return this.random.pick(DATES);
      case "BigInt":
        return this.random.pick(["0", "-1", "1".repeat(400), 5, ...NUMBERS]);
      default:
        return this.#json();
    }
  }

  /** An id of what the name says, of something else, or of nothing. */
  #id(name: string): string {
    const kinds = Object.keys(this.known);
    const own = kinds.find((kind) => name.toLowerCase().startsWith(kind));
    const draw = this.random.next();
    if (own !== undefined && draw < 0.75 && this.known[own].length > 0)
      return this.#cut(this.random.pick(this.known[own]));
    if (draw < 0.9) return this.#cut(this.random.pick(this.known[this.random.pick(kinds)] ?? []) ?? "");
    return this.text();
  }

  /** The id, or rarely its beginning, or with something behind it. */
  #cut(id: string): string {
    const draw = this.random.next();
    if (draw < 0.85) return id;
    return draw < 0.95
      ? id.slice(0, this.random.int(id.length + 1))
      : id + this.random.pick(TEXTS).slice(0, 20);
  }

  #json(): unknown {
    const networks = this.known.genes ?? [];
    if (networks.length === 0 || this.random.next() < 0.3) return this.anything();
    const genes = JSON.parse(this.random.pick(networks)) as Record<string, unknown>;
    const names = Object.keys(genes);
    const changes = this.random.pick([0, 0, 0, 1, 2]);
    for (let i = 0; i < changes; i++) genes[this.random.pick([...names, ...PROTOTYPE])] = this.anything();
    return genes;
  }

  #nested(levels: number): unknown {
    let value: unknown = this.text();
    for (let i = 0; i < levels; i++) value = this.random.next() < 0.5 ? [value] : { a: value };
    return value;
  }
}
