import { parentPort, workerData } from "node:worker_threads";
import { Serial } from "../../../base/async/serial.js";
import { retryWhileBusy } from "../calls/retry-while-busy.js";
import { type Connection, connect } from "../connection.js";
import { asProblem } from "../problems.js";
import { type Answer, plainProblem, type Request, type ThreadData } from "./messages.js";
import { rollBack, Transaction } from "./transaction.js";

// The program of a thread that writes large batches, with a connection of its own. After a failure nothing more is
// written until the next transaction begins: some errors of SQLite end a transaction by themselves.
const { location, quotas, busyTimeout, kibibytes } = workerData as ThreadData;
const port = parentPort;
if (port === null) throw new Error("this program is a thread of an archive");
const requests = new Serial();
let db: Connection | undefined;
let transaction: Transaction | undefined;

async function open(): Promise<Connection> {
  if (db !== undefined) return db;
  db = await retryWhileBusy(busyTimeout, () => connect(location));
  db.exec(`PRAGMA cache_size = -${kibibytes}; PRAGMA wal_autocheckpoint = 0`);
  return db;
}

/**
 * What SQLite does at the end of a large commit otherwise, while somebody waits for the answer: it copies the pages of
 * the write-ahead log, which are safe on the disk, to the file. The memory of the pages is given back as well.
 */
function tidyUp(): void {
  try {
    db?.exec("PRAGMA wal_checkpoint(PASSIVE); PRAGMA shrink_memory");
  } catch {
    // The pages stay in the log, from which every reader has them, until the next time.
  }
}

const current = (): Transaction => {
  if (transaction === undefined) throw new Error("no transaction is open");
  return transaction;
};

/** Does what was asked for; resolves to how many entries the change log gained. */
async function answer(request: Request): Promise<number> {
  switch (request.kind) {
    case "begin": {
      const own = await open();
      await retryWhileBusy(busyTimeout, () => own.exec("BEGIN IMMEDIATE"));
      transaction = new Transaction(own, quotas);
      return 0;
    }
    case "write": {
      const open = current();
      for (const segment of request.segments) open.write(segment);
      return 0;
    }
    case "commit": {
      const logged = current().commit(request.concerned);
      transaction = undefined;
      return logged;
    }
    case "rollBack":
      abandon();
      return 0;
    case "close":
      db?.close();
      return 0;
  }
}

function abandon(): void {
  transaction = undefined;
  if (db !== undefined) rollBack(db);
}

async function answered(request: Request): Promise<Answer> {
  try {
    return { kind: "done", logged: await answer(request) };
  } catch (error) {
    try {
      abandon();
    } catch {
      // The first error says what is wrong; what cannot be undone now is undone when the file is opened next.
    }
    return { kind: "failed", problem: plainProblem(asProblem(error, location)) };
  }
}

port.on("message", (request: Request) => {
  void requests.run(async () => {
    port.postMessage(await answered(request));
    if (request.kind === "commit") tidyUp();
    if (request.kind === "close") port.close();
  });
});
