import { pino } from "pino";
import { startServer } from "../../../src/api/server.js";
import { testService } from "../../support/service.js";
import { fillToy } from "../harness.js";

// Serves the toy space until it is killed; the first argument, if any, is the API token. Prints the URL once it
// answers. The tasks "late-error" and "late-rejection" fail where nothing can catch it.
const { service } = await testService();
await fillToy(service);

function failWhereNothingCatches(task: string): Promise<never> | undefined {
  const fail = () => {
    throw new Error("an error that nothing catches");
  };
  if (task === "late-error") setTimeout(fail, 5);
  else if (task === "late-rejection") void Promise.resolve().then(fail);
  else return undefined;
  return new Promise(() => undefined);
}

const server = await startServer({
  service: {
    ...service,
    task: (id) => failWhereNothingCatches(id) ?? service.task(id),
    recommend: (input) => failWhereNothingCatches(input.task) ?? service.recommend(input),
  },
  host: "127.0.0.1",
  port: 0,
  logger: pino({ level: "error" }, pino.destination({ dest: 2, sync: true })),
  ...(process.argv[2] === undefined ? {} : { apiToken: process.argv[2] }),
});
process.stdout.write(`${server.url}\n`);
