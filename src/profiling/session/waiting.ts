import type { Network, ProfileServer, WaitingNetwork } from "../client/server.js";

/** Asks the server for something, and waits while it cannot be reached. */
export type Ask = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The points of fronts that wait to be measured on a device, as one session sees them. Networks that could not be
 * measured are reported with a delay: where one network after the other fails, the fault is not theirs.
 */
export class WaitingPoints {
  #waiting: readonly WaitingNetwork[] = [];
  #unreported: { readonly network: WaitingNetwork; readonly reason: string }[] = [];

  constructor(
    private readonly server: Pick<ProfileServer, "waiting" | "fail">,
    private readonly ask: Ask,
    private readonly subject: { readonly task: string; readonly device: string },
  ) {}

  /** The point to measure next, among those that are open; undefined if there is none. */
  async next(isOpen: (network: Network) => boolean): Promise<Network | undefined> {
    const { task, device } = this.subject;
    this.#waiting = await this.ask(() => this.server.waiting(task, device));
    return this.#waiting.find(isOpen);
  }

  /** Keeps why a network could not be measured, if somebody waits for it. */
  failed({ id }: Network, reason: string): void {
    for (const network of this.#waiting) if (network.id === id) this.#unreported.push({ network, reason });
  }

  /** Tells those who wait which networks could not be measured. */
  async report(): Promise<void> {
    for (const { network, reason } of this.#unreported.splice(0)) {
      await this.ask(() => this.server.fail(network, reason));
    }
  }
}
