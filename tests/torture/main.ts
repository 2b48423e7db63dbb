/**
 * The long torture: `npm run torture [KILLS] [SEED] [MONGOD]`. It kills servers, workers, Redis and, where the path of
 * a mongod is given (or MONGOD is set), the database, and then compares the run with one that nobody disturbed. The
 * exit code is 0 where both are equal, 2 where the undisturbed run did not end, and 1 otherwise.
 */
import { compared } from "./compare.js";
import { torture } from "./torture.js";

const [kills = 50, seed = 1] = process.argv.slice(2, 4).map(Number);
const mongod = process.argv[4] ?? process.env.MONGOD;
const shared = { seed, budget: 3 * kills + 20, mongod, note: (line: string) => console.error(line) };
const disturbed = await torture({ ...shared, kills });
const calm = await torture({ ...shared, kills: 0 });
const { verdict, differences } = compared(disturbed, calm);
const report = {
  killed: disturbed.killed,
  restarted: disturbed.restarted,
  status: disturbed.status,
  evaluations: disturbed.evaluations.length,
  measurements: disturbed.measurements,
  undisturbed: { status: calm.status, evaluations: calm.evaluations.length },
  areEqual: verdict === "equal",
  verdict,
  differences,
};
console.log(JSON.stringify(report, undefined, 2));
const isWhole = report.status === "FINISHED" && report.measurements === report.evaluations;
process.exitCode = calm.status !== "FINISHED" ? 2 : report.areEqual && isWhole ? 0 : 1;
