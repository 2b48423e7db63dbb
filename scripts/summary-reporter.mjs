/** A test that failed first, with the beginning of each of its errors. */
const whatFailed = (module, test) =>
  [
    `${module.relativeModuleId} > ${test.fullName}`,
    ...(test.result().errors ?? []).map(({ message }) => `  ${String(message).slice(0, 500)}`),
  ].join("\n  ");

/**
 * Ends the output of a test run with one line of counts, for people and programs that read only the last line. Before
 * it come the tests that passed only when they were repeated, and what failed first: each of them hides a fault, a race
 * or a bound in time.
 */
export default class SummaryReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const repeated = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state in counts) counts[state] += 1;
        if (test.diagnostic()?.flaky) repeated.push(whatFailed(module, test));
      }
      if (module.errors().length > 0) counts.failed += 1;
    }
    counts.failed += unhandledErrors.length;
    // Prints after the default reporter's own lines.
    setImmediate(() => {
      if (repeated.length > 0) console.log(`Passed only when repeated (${repeated.length}):`);
      for (const name of repeated) console.log(`  ${name}`);
      console.log(`Tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    });
  }
}
