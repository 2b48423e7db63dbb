import { BroadcastChannel } from "node:worker_threads";
import type { Archive } from "../records/archive.js";

/** Announces what other servers store to the threads of this process that share a channel, as long as it is open. */
export async function announceOthersChanges(archive: Archive, channel: string): Promise<void> {
  const threads = new BroadcastChannel(channel);
  threads.unref();
  await archive.follow((news) => threads.postMessage(news));
}
