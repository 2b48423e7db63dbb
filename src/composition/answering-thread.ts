import { parentPort, workerData } from "node:worker_threads";
import { LocalAnswerer } from "../api/operations/local-answerer.js";
import { createSchema } from "../api/schema.js";
import { openArchive } from "../archive/open.js";
import type { Settings } from "../cli/settings.js";
import { createService } from "../service/create-service.js";
import { plainError } from "../threads/answering/messages.js";
import type { ThreadKind } from "../threads/answering/pool.js";
import { serveThread } from "../threads/answering/serve-thread.js";
import { openLog } from "./log.js";
import { serviceDependencies } from "./open-service.js";

/** What an answering thread is given. */
export interface AnsweringData {
  readonly settings: Settings;
}

const { settings, kind } = workerData as AnsweringData & { readonly kind: ThreadKind };
const port = parentPort;
if (port === null) throw new Error("this program is a thread of the server");
try {
  const log = openLog();
  const archive = await openArchive(settings.archive);
  const service = createService({
    ...serviceDependencies(archive, settings, log),
    defersSearches: kind === "quick",
  });
  const answerer = await LocalAnswerer.start({ schema: createSchema(), service, logger: log });
  serveThread(port, answerer, async () => {
    await answerer.stop();
    await service.close();
  });
} catch (error) {
  port.postMessage({ kind: "unable", error: plainError(error) });
  port.close();
}
