import { join } from "node:path";
import Database from "libsql";
import { paretoFront } from "../../pareto/front.js";
import { complexityOf } from "../../space/network/index.js";
import { type BenchNetworks, DEVICES } from "./networks.js";
import type { Limits } from "./questions.js";

/** The genes that questions limit. */
const GENES = ["depth_1", "kernel_5"] as const;

/**
 * A plain table of the same values in SQLite, with an index per limited column: what a program without columns in
 * memory would ask. A front is the front of the rows within the limits.
 */
export class PlainDatabase {
  readonly #db: InstanceType<typeof Database>;

  constructor(folder: string, networks: BenchNetworks) {
    this.#db = new Database(join(folder, "plain.db"));
    this.#db.exec(`PRAGMA journal_mode = WAL; PRAGMA cache_size = -262144;
      CREATE TABLE networks (number INTEGER PRIMARY KEY, accuracy REAL, latency REAL, energy REAL, params REAL,
        ${GENES.map((gene) => `${gene} INTEGER`).join(", ")}) STRICT`);
    const columns = ["number", "accuracy", "latency", "energy", "params", ...GENES];
    const insert = this.#db.prepare(`INSERT INTO networks VALUES (${columns.map(() => "?").join(", ")})`);
    this.#db.exec("BEGIN");
    for (let i = 0; i < networks.count; i++) {
      const { accuracy, costs } = networks.values(i);
      const [{ latency, energy }] = costs;
      const params = complexityOf(networks.space, networks.genotype(i))?.params ?? null;
      const architecture = networks.architecture(i);
      const genes = GENES.map((gene) => architecture[gene] ?? null);
      insert.run([i, accuracy, latency, energy, params, ...genes]);
    }
    this.#db.exec("COMMIT");
    for (const column of ["accuracy", "latency", "energy", "params"])
      this.#db.exec(`CREATE INDEX by_${column} ON networks (${column})`);
    this.#db.exec("ANALYZE");
  }

  /** The number of points of a front on the first device. */
  front({ minAccuracy, maxLatency, maxEnergy, maxParams, genes = {} }: Limits): number {
    const conditions: string[] = [];
    const values: (string | number)[] = [];
    const limit = (condition: string, value: number | undefined): void => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    };
    limit("accuracy >= ?", minAccuracy);
    limit("latency <= ?", maxLatency);
    limit("energy <= ?", maxEnergy);
    limit("params <= ?", maxParams);
    for (const [gene, choices] of Object.entries(genes)) {
      conditions.push(`(${gene} IS NULL OR ${gene} IN (${choices.map(() => "?").join(", ")}))`);
      values.push(...choices);
    }
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
    const rows = this.#db
      .prepare(`SELECT accuracy, latency, energy FROM networks ${where}`)
      .raw()
      .all(values) as [number, number, number][];
    if (rows.length === 0) return 0;
    return paretoFront([
      Float64Array.from(rows, ([accuracy]) => -accuracy),
      Float64Array.from(rows, ([, latency]) => latency),
      Float64Array.from(rows, ([, , energy]) => energy),
    ]).length;
  }

  close(): void {
    this.#db.close();
  }
}

/** The device whose values the table has. */
export const PLAIN_DEVICE = DEVICES[0];
