/**
 * Loaded before each test file: ends a process that is still there after its time, and says what keeps
 * it. The runner's own timeout is for single tests, and knows nothing of a thread that was left behind.
 */
import { isMainThread } from "node:worker_threads";

const limitMs = Number(process.env["LYDIAN_TEST_FILE_MS_MAX"] ?? Number.NaN);

if (isMainThread && Number.isSafeInteger(limitMs)) {
  setTimeout(() => {
    const resources = process.getActiveResourcesInfo().join(", ");
    console.error(`Ended after ${limitMs} ms: ${process.argv[1]} is kept alive by: ${resources}`);
    process.exit(1);
  }, limitMs).unref();
}
