import { randomUUID } from "node:crypto";
import type { ClientSession, Collection, Db, MongoClient, UUID } from "mongodb";

/** A process that writes: the session of its transactions, and when it last said that it lives. */
export interface WriterDocument {
  readonly _id: string;
  readonly session: { readonly id: UUID };
  readonly alive: Date;
}

/** Time between two signs of life while a transaction is open [ms]. */
const BEAT_MS = 1_000;
/** Time without a sign of life after which a writer counts as dead [ms]. */
const DEAD_MS = 3_000;
/** Time after which the record of a writer that does nothing is removed [ms]. */
const FORGOTTEN_MS = 3_600_000;

/**
 * The session in which this process writes, and those of the other writers. A process that is killed in the middle of a
 * transaction leaves it open on the server, where it keeps all others from writing until the server's limit for
 * transactions (a minute by default). Therefore every writer names its session and gives signs of life while it has a
 * transaction open, and who waits ends the sessions of the dead. Times are the server's. Only waiting depends on this:
 * that commits are whole and in order is due to the transactions themselves.
 */
export class Writers {
  readonly #id = randomUUID();
  readonly #client: MongoClient;
  readonly #admin: Db;
  readonly #writers: Collection<WriterDocument>;
  #session: ClientSession | undefined;
  #lastBeat = Number.NEGATIVE_INFINITY;

  constructor(client: MongoClient, writers: Collection<WriterDocument>) {
    this.#client = client;
    this.#admin = client.db("admin");
    this.#writers = writers;
  }

  /** Runs work in this process's session, with signs of life from before the work until after it. */
  async run<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    this.#session ??= this.#client.startSession();
    const session = this.#session;
    if (performance.now() - this.#lastBeat > BEAT_MS) await this.#beat(session);
    const timer = setInterval(() => void this.#beat(session).catch(() => undefined), BEAT_MS);
    try {
      return await work(session);
    } catch (error) {
      this.#session = undefined;
      this.#lastBeat = Number.NEGATIVE_INFINITY;
      await session.endSession();
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  /** Ends the transactions of writers that gave no sign of life for too long. */
  async endDead(): Promise<void> {
    const dead = await this.#writers.find(olderThan(DEAD_MS)).toArray();
    const sessions = dead.filter(({ _id }) => _id !== this.#id).map(({ session }) => ({ id: session.id }));
    if (sessions.length === 0) return;
    await this.#admin.command({ killSessions: sessions });
    await this.#writers.deleteMany(olderThan(FORGOTTEN_MS));
  }

  /** Takes this process's record back. */
  async close(): Promise<void> {
    await this.#session?.endSession();
    this.#session = undefined;
    if (this.#lastBeat > 0) await this.#writers.deleteOne({ _id: this.#id });
  }

  async #beat(session: ClientSession): Promise<void> {
    this.#lastBeat = performance.now();
    const sign = [{ $set: { session: { id: session.id?.id }, alive: "$$NOW" } }];
    await this.#writers.updateOne({ _id: this.#id }, sign, { upsert: true });
  }
}

/** The writers without a sign of life for a number of milliseconds, on the server's clock. */
const olderThan = (milliseconds: number): object => ({
  $expr: { $lt: ["$alive", { $subtract: ["$$NOW", milliseconds] }] },
});
