import { type ChildProcess, fork } from "node:child_process";
import type { Link, News } from "../projections/news.js";
import type { OrderedRun, RunEnd, RunOrder } from "../runs/ports.js";
import type { FromProcess, ToProcess } from "./messages.js";

/** An execution that has not ended. */
export interface Execution {
  readonly order: RunOrder;
  readonly run: OrderedRun;
  readonly resolve: (end: RunEnd) => void;
}

/** One process that executes runs. It ends once it has none left, and with this process. */
export class RunProcess<Settings> {
  readonly #child: ChildProcess;
  readonly #executions = new Map<number, Execution>();
  readonly #link: Link;
  #calls = 0;

  /**
   * @param script path of the compiled program
   * @param onExit gets the executions that the process left when it ended, and how it ended
   */
  constructor(
    script: string,
    private readonly settings: Settings,
    news: News,
    private readonly onExit: (left: readonly Execution[], how: string) => void,
  ) {
    this.#child = fork(script, {
      execArgv: [],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#link = news.connect((topic) => this.#send({ kind: "news", topic }));
    this.#child.on("message", (message) => this.#take(message as FromProcess));
    this.#child.on("error", ({ message }) => this.#ended(`failed: ${message}`));
    this.#child.on("exit", (code, signal) => this.#ended(`ended with ${signal ?? `code ${code}`}`));
  }

  /** The number of executions that have not ended. */
  get size(): number {
    return this.#executions.size;
  }

  /** Begins an execution; returns its number. */
  begin(execution: Execution): number {
    const call = ++this.#calls;
    this.#executions.set(call, execution);
    this.#send({ kind: "execute", call, order: execution.order, settings: this.settings });
    return call;
  }

  /** Tells an execution to stop. */
  stop(call: number): void {
    const request = this.#executions.get(call)?.run.request;
    if (request !== undefined) this.#send({ kind: "stop", call, request });
  }

  /** Ends the process at once, whatever it does; returns the executions that it had. */
  kill(): readonly Execution[] {
    const left = [...this.#executions.values()];
    this.#executions.clear();
    this.#child.kill("SIGKILL");
    this.#link.close();
    return left;
  }

  #take(message: FromProcess): void {
    if (message.kind === "news") {
      this.#link.receive(message.topic);
      return;
    }
    const execution = this.#executions.get(message.call);
    if (message.kind === "asks") {
      execution?.run.ask(message.networks);
      return;
    }
    this.#executions.delete(message.call);
    execution?.resolve(message.end);
    if (this.size > 0) return;
    this.#link.close();
    if (this.#child.connected) this.#child.disconnect();
  }

  /** A process that could not start never exits, and one that cannot be reached never answers: both end here. */
  #ended(how: string): void {
    const left = this.kill();
    if (left.length > 0) this.onExit(left, how);
  }

  #send(message: ToProcess<Settings>): void {
    // A process that has just ended cannot be told anything; its exit settles what it leaves.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}
