/**
 * The long torture: `npm run torture [KILLS] [SEED] [MONGOD]`. It kills servers, workers, Redis and, where the path of
 * a mongod is given (or MONGOD is set), the database, and then compares the run with one that nobody disturbed.
 */
import { isDeepStrictEqual } from "node:util";
import { torture } from "./torture.js";

const [kills = 50, seed = 1] = process.argv.slice(2, 4).map(Number);
const mongod = process.argv[4] ?? process.env.MONGOD;
const shared = { seed, budget: 3 * kills + 20, mongod, note: (line: string) => console.error(line) };
const disturbed = await torture({ ...shared, kills });
const calm = await torture({ ...shared, kills: 0 });
const report = {
  killed: disturbed.killed,
  restarted: disturbed.restarted,
  status: disturbed.status,
  evaluations: disturbed.evaluations.length,
  measurements: disturbed.measurements,
  // On a machine that does much else, also the undisturbed run may not end in time; then they cannot be equal.
  undisturbed: { status: calm.status, evaluations: calm.evaluations.length },
  areEqual: isDeepStrictEqual(disturbed.evaluations, calm.evaluations),
};
console.log(JSON.stringify(report, undefined, 2));
const isWhole = report.areEqual && report.status === "FINISHED" && report.measurements === report.evaluations;
process.exitCode = isWhole ? 0 : 1;
