import { ProcessLauncher } from "../process/process-launcher.ts";
import { probeBubblewrap } from "../bubblewrap/probe.ts";

/**
 * A server that does nothing but start one container and stay: the contract kills it.
 * Arguments: the launcher's name, the run directory, a shell script for the container.
 */
const [name, runDirectory = "", script = ""] = process.argv.slice(2);

async function create() {
  if (name === "process") return await ProcessLauncher.create({ runDirectory });
  const probe = await probeBubblewrap({ runDirectory });
  if (!probe.passed) throw new Error(probe.reason);
  return probe.launcher;
}

const launcher = await create();
const container = await launcher.launch({
  containerId: "ta-ORPHAN",
  command: ["/bin/sh", "-c", script],
  environment: { PATH: "/usr/bin:/bin" },
  readOnlyPaths: [],
  sockets: [],
  blockNetwork: false,
});
container.stdout.pipe(process.stdout);
container.stderr.pipe(process.stderr);
await container.exited;
