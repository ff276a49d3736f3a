import { createHash } from "node:crypto";
import { existsSync, rmdirSync } from "node:fs";
import { access, constants, mkdir, readFile, writeFile } from "node:fs/promises";
import type { ContainerId } from "../../model/ids.ts";
import { ControlGroup, type ControlGroupPaths } from "./control-group.ts";

/** Where Linux mounts control groups by convention. */
const mountPoint = "/sys/fs/cgroup";
const controllers = ["memory", "cpu", "pids"] as const;

/** What this process made and takes away when it ends; a killed server's are found and used by the next. */
const made = new Set<string>();

function removeMade(): void {
  for (const path of made) {
    try {
      rmdirSync(path);
    } catch {
      // Containers that die just now still hold it.
    }
  }
}

/** The control groups that this process may make for its containers. */
export class ControlGroups {
  /** The directory that holds those of all containers of one run directory. */
  readonly #parents: ControlGroupPaths;

  constructor(parents: ControlGroupPaths) {
    this.#parents = parents;
    if (made.size === 0) process.once("exit", removeMade);
    for (const path of [parents.memory, parents.cpu, parents.pids]) if (path !== undefined) made.add(path);
  }

  create(containerId: ContainerId): Promise<ControlGroup> {
    const { version, memory, cpu, pids } = this.#parents;
    return ControlGroup.create({
      version,
      ...(memory === undefined ? {} : { memory: `${memory}/${containerId}` }),
      ...(cpu === undefined ? {} : { cpu: `${cpu}/${containerId}` }),
      ...(pids === undefined ? {} : { pids: `${pids}/${containerId}` }),
    });
  }

  /** What is enforced, for the operator. */
  describe(): { readonly memory: string; readonly cpu: string } {
    const { version, memory, cpu } = this.#parents;
    return {
      memory: memory === undefined ? "none" : `hard limit, at least 512 MiB, by cgroup v${version}`,
      cpu: cpu === undefined ? "none" : `weight among containers, no quota, by cgroup v${version}`,
    };
  }
}

/**
 * Finds out, by making one, whether this process may make control groups: below its own, so that
 * limits which were put on the server hold for its containers too. `undefined`: it may not.
 */
export async function findControlGroups(runDirectory: string): Promise<ControlGroups | undefined> {
  if (process.platform !== "linux") return undefined;
  const own = await readFile("/proc/self/cgroup", "utf8").catch(() => "");
  const name = `lydian-${createHash("sha256").update(runDirectory).digest("hex").slice(0, 12)}`;
  const parents = existsSync(`${mountPoint}/cgroup.controllers`)
    ? await findVersion2(mountPoint, own, name)
    : await findVersion1(own, name);
  if (parents.memory === undefined && parents.cpu === undefined && parents.pids === undefined)
    return undefined;
  return new ControlGroups(parents);
}

async function findVersion1(own: string, name: string): Promise<ControlGroupPaths> {
  const found: { version: 1; memory?: string; cpu?: string; pids?: string } = { version: 1 };
  for (const controller of controllers) {
    const line = own.split("\n").find((each) => each.split(":")[1]?.split(",").includes(controller));
    if (line === undefined) continue;
    const below = `${mountPoint}/${controller}${line.split(":")[2] ?? "/"}`;
    // Inside somebody's container the path may be the host's, while the mount shows our own part only.
    const base = existsSync(below) ? below : `${mountPoint}/${controller}`;
    if (await makeGroup(`${base}/${name}`)) found[controller] = `${base}/${name}`;
  }
  return found;
}

/**
 * On v2 a group that hands controllers to its children must have no process of its own, except the
 * root. So we either find them handed out, or are alone in our group and may step into a child.
 */
export async function findVersion2(root: string, own: string, name: string): Promise<ControlGroupPaths> {
  const path =
    own
      .split("\n")
      .find((line) => line.startsWith("0::"))
      ?.slice(3) ?? "/";
  const bases = [path === "/" ? root : root + path, ...(process.getuid?.() === 0 ? [root] : [])];
  for (const base of bases) {
    if (!(await handOutControllers(base, base !== root))) continue;
    const parent = `${base}/${name}`;
    if (!(await makeGroup(parent)) || !(await handOutControllers(parent, false))) continue;
    const handed = await readFile(`${parent}/cgroup.subtree_control`, "utf8");
    const has = (controller: string) => handed.split(/\s+/).includes(controller);
    return {
      version: 2,
      ...(has("memory") ? { memory: parent } : {}),
      ...(has("cpu") ? { cpu: parent } : {}),
      ...(has("pids") ? { pids: parent } : {}),
    };
  }
  return { version: 2 };
}

async function handOutControllers(directory: string, mayStepInside: boolean): Promise<boolean> {
  try {
    const available = (await readFile(`${directory}/cgroup.controllers`, "utf8")).trim().split(/\s+/);
    const handed = (await readFile(`${directory}/cgroup.subtree_control`, "utf8")).trim().split(/\s+/);
    const missing = controllers.filter((each) => available.includes(each) && !handed.includes(each));
    if (missing.length === 0) return controllers.some((each) => handed.includes(each));
    const processes = (await readFile(`${directory}/cgroup.procs`, "utf8")).trim();
    if (mayStepInside && processes === String(process.pid)) {
      await mkdir(`${directory}/lydian-server`, { recursive: true });
      await writeFile(`${directory}/lydian-server/cgroup.procs`, "0");
    }
    await writeFile(`${directory}/cgroup.subtree_control`, missing.map((each) => `+${each}`).join(" "));
    return true;
  } catch {
    return false;
  }
}

/** Whether the group exists now and processes may be put into it. */
async function makeGroup(directory: string): Promise<boolean> {
  try {
    await mkdir(directory, { recursive: true });
    await access(`${directory}/cgroup.procs`, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
