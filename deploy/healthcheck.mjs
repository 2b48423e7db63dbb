// Exits with 0 if the server of this container answers `/health` with 200, and with 1 otherwise: the slim image has no
// curl. `node healthcheck.mjs /ready` asks another path.
const [path = "/health"] = process.argv.slice(2);
const url = `http://127.0.0.1:${process.env.PORT || 4000}${path}`;
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
} catch (error) {
  console.error(`${url}: ${error.message}`);
  process.exitCode = 1;
}
