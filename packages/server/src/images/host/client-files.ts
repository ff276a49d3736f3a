/** The official client as containers see it: in two places, of which images need only one to be their own. */
import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bind } from "../../launch/launcher.ts";
import type { RunningBuild } from "../image-builder.ts";
import type { FetchedPackages } from "./fetched-packages.ts";
import { isThere } from "./layer-store.ts";

/** First on the path of modules, as the client expects. */
const ownPackages = ["modal", "modal_proto", "modal_version", "synchronicity"];

/** What the client needs comes last: packages of an image count for more. */
const siteCustomization = `import os, sys
sys.path.append(os.environ.get("LYDIAN_ROOT", "") + "/__modal/deps")
`;

export function clientName(clientVersion: string, pythonVersion: string): string {
  return `client-${clientVersion}-${pythonVersion}`;
}

/** Such as "1.5.4" or "1.6.0.dev3": what names a release, and nothing else. */
export function isRelease(clientVersion: string): boolean {
  return /^\d+(\.\w+)+$/.test(clientVersion);
}

/** Fetches the client, if it is not there. CBOR is what other languages' values come in. */
export async function addClientFiles(
  packages: FetchedPackages,
  { clientVersion, pythonVersion }: { readonly clientVersion: string; readonly pythonVersion: string },
  build: RunningBuild,
): Promise<void> {
  const order = { packages: [`modal==${clientVersion}`, "cbor2"], pythonVersion, arrange };
  await packages.fetch(clientName(clientVersion, pythonVersion), order, build);
}

export function clientBinds(folder: string): readonly Bind[] {
  return [
    { source: join(folder, "pkg"), target: "/pkg" },
    { source: join(folder, "deps"), target: "/__modal/deps" },
  ];
}

async function arrange(folder: string): Promise<void> {
  const [all, pkg] = [`${folder}.deps.new`, join(folder, "pkg")];
  await rename(folder, all);
  await mkdir(pkg, { recursive: true });
  for (const name of ownPackages)
    if (await isThere(join(all, name))) await rename(join(all, name), join(pkg, name));
  const customization = join(pkg, "sitecustomize.py");
  await writeFile(customization, siteCustomization);
  // A strict umask would keep them from containers.
  await Promise.all([chmod(pkg, 0o755), chmod(customization, 0o644)]);
  await rename(all, join(folder, "deps"));
}
