/**
 * Ten public programs that together use most of what there is without a GPU, and how to tell that each
 * did what it is for: most of them end with 0 whatever came back.
 */

export interface Example {
  readonly path: string;
  /** Their comments say what to type: `modal run <path>`, or `python <path>`. Where they name a module, here stands its path. */
  readonly isPlainPython?: boolean;
  readonly isDetached?: boolean;
  /** All of these are in what it prints. */
  readonly prints?: readonly RegExp[];
  /** So many lines of what it prints are like this. */
  readonly lines?: { readonly like: RegExp; readonly count: number };
  /** So many lines of its app's log are like this in the end: it goes on when the command has ended. */
  readonly logs?: { readonly like: RegExp; readonly count: number };
  /** What it waits for: it is not run. */
  readonly waitsFor?: string;
}

export const examples: readonly Example[] = [
  {
    path: "01_getting_started/hello_world.py",
    prints: [/^1000000\n(?:.*\n)*1000000$/m, /^hello 198$/m, /^world 199$/m, /^2646700$/m],
    lines: { like: /^(?:hello|world) \d+$/, count: 202 },
  },
  {
    path: "01_getting_started/generators.py",
    prints: [/^0\n(?:.*\n)*1\n(?:.*\n)*2\n(?:.*\n)*5\n(?:.*\n)*9$/m],
    lines: { like: /^\d$/, count: 10 },
  },
  {
    path: "03_scaling_out/basic_grid_search.py",
    prints: [/^Best k = +\d+, score = 0\.9\d+$/m],
    lines: { like: /^k = +\d+, score = 0\.\d+$/, count: 99 },
  },
  {
    path: "03_scaling_out/dynamic_batching.py",
    prints: [
      /^Characters: \['!', '"', '#', '\$', '%', '&'\]$/m,
      /^ASCII codes: \[33, 34, 35, 36, 37, 38\]$/m,
    ],
  },
  {
    path: "05_scheduling/custom_retries.py",
    prints: [/^Stopped with non-retryable error: MemoryError\('CUDA out of memory'\)$/m],
    lines: { like: /^Attempt [123]$/, count: 3 },
  },
  {
    path: "05_scheduling/schedule_simple.py",
    isPlainPython: true,
    // For a minute: the first of its periods ends after five seconds, and a minute begins in it.
    prints: [/^(?:[^]*?^Printing with period 5 seconds: ){11}/m, /^Printing with cron every minute: /m],
  },
  {
    path: "07_web/fastapi_app.py",
    waitsFor: "web endpoints, which Lydian does not have yet",
  },
  {
    path: "08_advanced/parallel_execution.py",
    prints: [/^foofoo$/m],
    // The last step1 is called off: the other call of its pair fails first, and with it the program ends.
    lines: { like: /^step[12] done$/, count: 5 },
  },
  {
    path: "09_job_queues/scatter_gather.py",
    isDetached: true,
    logs: {
      like: /[0-9a-f]{32}: \["part-0 of 'inference data \d+'", "part-1 of 'inference data \d+'"\]$/,
      count: 100,
    },
  },
  { path: "misc/queue_simple.py", isPlainPython: true },
];
