/**
 * How long a container takes from `launch()` to its first byte on stdout, per launcher:
 * `node bench/launch.ts [runs]`. Measures the system's own cost (`echo`) and that of a Node which
 * loads 200 KB of bundle. Does not measure the connection to a server, nor the loading of user code.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chooseLauncher,
  type ContainerId,
  type Launcher,
  prepareRuntimeImage,
} from "@lydian/server/internal";

const runs = Number(process.argv[2] ?? 25);
const directory = mkdtempSync(join(tmpdir(), "lydian-bench-"));
const entryPoint = join(directory, "main.ts");
const sdkEntryPoint = join(directory, "sdk.ts");
const protobufjs = import.meta.resolve("protobufjs").slice("file://".length);
writeFileSync(
  entryPoint,
  `import protobuf from ${JSON.stringify(protobufjs)}; console.log(typeof protobuf);`,
);
writeFileSync(sdkEntryPoint, "export const sdk = 1;");
const image = await prepareRuntimeImage({
  directory: join(directory, "images"),
  entryPoint,
  sdkEntryPoint,
});
const uncached = image.command.map((argument) => argument.replace(/boot\.js$/, "main.js"));

let count = 0;
async function firstByteMs(launcher: Launcher, command: readonly string[]): Promise<number> {
  count += 1;
  const containerId: ContainerId = `ta-BENCH${count}`;
  const startedAtMs = performance.now();
  const container = await launcher.launch({
    containerId,
    command,
    readOnlyPaths: image.readOnlyPaths,
    environment: {},
    sockets: [],
    blockNetwork: false,
  });
  await new Promise((resolve) => container.stdout.once("data", resolve));
  const tookMs = performance.now() - startedAtMs;
  await container.exited;
  return tookMs;
}

const programs: Readonly<Record<string, readonly string[]>> = {
  echo: ["/bin/echo", "x"],
  node: [image.command[0] ?? "", "-p", "1"],
  "node, bundle": uncached,
  "node, bundle, boot.js": image.command,
};
for (const wanted of ["process", "bubblewrap"] as const) {
  const { launcher } = await chooseLauncher({ wanted, runDirectory: join(directory, wanted) });
  const times = new Map<string, number[]>(Object.keys(programs).map((name) => [name, []]));
  // In turns, so that a busy moment of the machine touches all alike.
  for (let run = 0; run < runs; run += 1) {
    for (const [name, command] of Object.entries(programs))
      times.get(name)?.push(await firstByteMs(launcher, command));
  }
  for (const [name, ms] of times) {
    const sorted = ms.toSorted((a, b) => a - b);
    const at = (fraction: number) => (sorted[Math.floor(sorted.length * fraction)] ?? 0).toFixed(1);
    console.log(
      `${wanted.padEnd(10)} ${name.padEnd(22)} median ${at(0.5)} ms, p90 ${at(0.9)}, least ${at(0)}`,
    );
  }
}
rmSync(directory, { recursive: true, force: true });
