import { Writable } from "node:stream";
import { expect } from "vitest";
import { archiveCare } from "../../../src/archive/care.js";
import { archiveTransfer } from "../../../src/archive/transfer/transfer.js";
import type { CliDependencies } from "../../../src/cli/dependencies.js";
import { runCli } from "../../../src/cli/run-cli.js";
import type { Settings } from "../../../src/cli/settings.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { tableEvaluator } from "../../../src/tables/table-evaluator.js";

/** What a command left behind. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs commands in this process, on a service that stays open after them. */
export class CommandLine {
  /** Settings of every command that opened the service or started the server. */
  readonly opened: Settings[] = [];
  closed = 0;
  environment: Readonly<Record<string, string>> = {};
  /** Sends Ctrl-C to the command that listens for it. */
  interrupt: () => void = () => undefined;

  constructor(private readonly service: HarmonicService | undefined) {}

  async run(...args: readonly string[]): Promise<Ended> {
    const stdout = new Collector();
    const stderr = new Collector();
    const cli: CliDependencies = {
      stdout,
      stderr,
      version: "1.2.3",
      program: "a program that no test starts",
      environment: () => this.environment,
      onInterrupt: (stop) => {
        this.interrupt = stop;
        return () => {
          this.interrupt = () => undefined;
        };
      },
      openService: async (settings) => {
        this.opened.push(settings);
        if (this.service === undefined) throw new Error("this test opens no service");
        return this.lasting(this.service);
      },
      probeTensorBackend: async ({ tensorBackend }) => ({
        name: "wasm",
        description: `wasm, as ${tensorBackend} chooses`,
        advice: ["native is faster"],
      }),
      openMlpTrainer: async (note) => (await import("../../../src/training/mlp.js")).openMlpTrainer(note),
      openTraining: async (note) => new (await import("../../../src/training/tools.js")).LocalTraining(note),
      archiveCare,
      archiveTransfer: archiveTransfer({ viewer: "cli", name: "tester" }),
      replayTable: tableEvaluator,
      openQueue: () => Promise.reject(new Error("no queue is opened here")),
      serve: async (settings) => {
        this.opened.push(settings);
      },
    };
    const code = await runCli(["node", "harmonic", ...args], cli);
    return { code, stdout: stdout.text, stderr: stderr.text };
  }

  /** Runs a command that must succeed without a word on standard error, and returns what it prints. */
  async text(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout;
  }

  /** Runs a command with `--json`, which must succeed, and returns the parsed document. */
  async json(...args: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.run(...args, "--json");
    if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }

  private lasting(service: HarmonicService): HarmonicService {
    return new Proxy(service, {
      get: (target, name, receiver) =>
        name === "close"
          ? async () => {
              this.closed++;
            }
          : Reflect.get(target, name, receiver),
    });
  }
}

class Collector extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
