import { HarmonicError } from "../../base/errors.js";
import { type BackendChoice, openBackend } from "./open.js";
import { reasonOf } from "./reason.js";

// This program is run by probe.ts. It opens the backend that its arguments name and prints a `ProbeAnswer` as JSON.
const [choice, threads] = process.argv.slice(2);

async function answer(): Promise<unknown> {
  try {
    const options = threads === undefined ? {} : { threads: Number(threads) };
    return { backend: await openBackend(choice as BackendChoice, () => undefined, options) };
  } catch (error) {
    return { problem: error instanceof HarmonicError ? error.message : reasonOf(error) };
  }
}

process.stdout.write(JSON.stringify(await answer()));
