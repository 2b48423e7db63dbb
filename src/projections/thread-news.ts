import { BroadcastChannel } from "node:worker_threads";
import type { News, Topic } from "./news.js";

/**
 * Shares news with every thread of this process that joins under the same name, at once. It keeps no thread alive.
 * @returns what ends it
 */
export function joinThreads(news: News, name: string): () => void {
  const channel = new BroadcastChannel(name);
  const link = news.connect((topic) => channel.postMessage(topic));
  channel.onmessage = ({ data }) => link.receive(data as Topic);
  channel.unref();
  return () => {
    link.close();
    channel.close();
  };
}
