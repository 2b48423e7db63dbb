import { randomUUID } from "node:crypto";
import type { Link, News, Topic } from "../projections/news.js";
import { connect, limited, PREFIX } from "./connection.js";

/**
 * Shares news with the other servers of an archive through Redis. What is lost while Redis is away is found by polling.
 *
 * @param archive names the archive, so that servers of another one on the same Redis hear nothing
 * @returns what ends it
 */
export function relayNews(url: string, archive: string, news: News): () => Promise<void> {
  const self = randomUUID();
  const channel = `${PREFIX}:news:${archive}`;
  const publisher = connect(url, () => undefined);
  const subscriber = connect(url, () => undefined);
  const link: Link = news.connect((topic) => {
    if (publisher.status === "ready")
      publisher.publish(channel, JSON.stringify({ self, topic })).catch(() => undefined);
  });
  subscriber.on("message", (_, message: string) => {
    const { self: from, topic } = JSON.parse(message) as { readonly self: string; readonly topic: Topic };
    if (from !== self) link.receive(topic);
  });
  subscriber.subscribe(channel).catch(() => undefined);
  return async () => {
    link.close();
    for (const one of [publisher, subscriber]) {
      await limited(one.quit(), () => new Error("late")).catch(() => undefined);
      one.disconnect();
    }
  };
}
