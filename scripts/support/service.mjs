import { spawn } from "node:child_process";

const SECONDS = 120;

/**
 * Starts the service of a checkout with `npm start` on a free port, queries its tasks and ends it.
 *
 * @throws Error if it does not start or has no tasks; `output` is what it has printed
 */
export async function expectService(cwd, env) {
  const settings = { ...env, PORT: "0", ARCHIVE: "sqlite::memory:" };
  const child = spawn("npm", ["start"], {
    cwd,
    env: settings,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  try {
    const url = await new Promise((resolve, reject) => {
      const take = (chunk) => {
        output += chunk;
        const found = /http:\/\/\S+\/graphql/.exec(output);
        if (found !== null) resolve(found[0]);
      };
      child.stdout.on("data", take);
      child.stderr.on("data", take);
      child.on("exit", (code) => reject(new Error(`ended with ${code}`)));
      child.on("error", reject);
      setTimeout(() => reject(new Error(`does not listen after ${SECONDS} s`)), SECONDS * 1_000).unref();
    });
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ tasks { id } }" }),
    });
    const { data } = await response.json();
    if (!(data?.tasks?.length > 0)) throw new Error(`lists no tasks (status ${response.status})`);
  } catch (error) {
    throw Object.assign(new Error(`npm start: ${error.message}`), { output });
  } finally {
    process.kill(-child.pid, "SIGTERM");
  }
}
