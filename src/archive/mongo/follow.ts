import { setTimeout as sleep } from "node:timers/promises";
import type { ChangeStream, ResumeToken } from "mongodb";
import type { RunId, SpaceId } from "../../base/ids.js";
import type { ArchiveNews } from "../../records/archive.js";
import type { ClockDocument, Collections, NewsDocument } from "./collections.js";

/** Times between attempts to follow again [ms]: the first, and the longest, to which it doubles. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [200, 30_000];
/** The server no longer has what came after a token. */
const LOST = new Set([280, 286]);

/**
 * Tells what others commit, from the changes of the clock document, of which each commit makes one. Where the
 * connection ends, it goes on behind the last change that it heard of, as long as the server still knows what followed;
 * else with what comes next. Resolves once the server has begun to watch, or could not be asked.
 *
 * @param own name under which this archive commits
 */
export async function followClock(
  { clock }: Collections,
  own: string,
  hear: (news: ArchiveNews) => void,
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  let stream: ChangeStream<ClockDocument> | undefined;
  let token: ResumeToken | undefined;
  let pause = FIRST_PAUSE_MS;
  const open = (): ChangeStream<ClockDocument> => {
    const commits = [{ $match: { "updateDescription.updatedFields.news": { $exists: true } } }];
    stream = clock.watch<ClockDocument>(commits, token === undefined ? {} : { resumeAfter: token });
    return stream;
  };
  const hearAll = async (changes: ChangeStream<ClockDocument>): Promise<void> => {
    while (!stopping.signal.aborted) {
      const change = await changes.next();
      token = change._id;
      pause = FIRST_PAUSE_MS;
      const news =
        change.operationType === "update" ? change.updateDescription.updatedFields?.news : undefined;
      if (news !== undefined && news.by !== own) for (const one of newsOf(news)) hear(one);
    }
  };
  const followOn = async (changes: ChangeStream<ClockDocument> | undefined): Promise<void> => {
    let next = changes;
    while (!stopping.signal.aborted) {
      try {
        await hearAll(next ?? open());
      } catch (error) {
        if (LOST.has(Number((error as { code?: unknown }).code))) token = undefined;
      }
      next = undefined;
      await stream?.close().catch(() => undefined);
      await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  };
  const first = open();
  const isOpen = await first.tryNext().then(
    () => true,
    () => false,
  );
  token = isOpen ? first.resumeToken : undefined;
  const following = followOn(isOpen ? first : undefined);
  return async () => {
    stopping.abort();
    await stream?.close().catch(() => undefined);
    await following;
  };
}

const newsOf = ({ spaces, runs }: NewsDocument): ArchiveNews[] => [
  ...spaces.map((space) => ({ kind: "measurements", space: space as SpaceId }) as const),
  ...runs.map((run) => ({ kind: "run", run: run as RunId }) as const),
];
