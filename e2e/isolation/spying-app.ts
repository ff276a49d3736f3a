/** Code that tries what it may not do. Each function tells what came of it. */
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "lydian";

export const app = new App("spying");

/** The content, the names in a folder, or the code of the error. */
export const read = app.function("read", (path: string) => {
  try {
    return readFileSync(path, "latin1").slice(0, 100);
  } catch (error) {
    if (codeOf(error) !== "EISDIR") return codeOf(error);
  }
  try {
    return readdirSync(path);
  } catch (error) {
    return codeOf(error);
  }
});

export const write = app.function("write", (folder: string) => {
  try {
    writeFileSync(join(folder, randomUUID()), "was here");
    return "written";
  } catch (error) {
    return codeOf(error);
  }
});

export const signal = app.function("signal", (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error);
  }
});

export const environment = app.function("environment", () => ({ ...process.env }));

/** What every process of this machine that can be seen was started with. */
export const environments = app.function("environments", () =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "latin1");
      } catch (error) {
        return codeOf(error);
      }
    })
    .join("\n"),
);

export const fetchText = app.function("fetchText", get);
export const fetchBlocked = app.function("fetchBlocked", { blockNetwork: true }, get);

export const callBlocked = app.function("callBlocked", { blockNetwork: true }, async (path: string) => [
  await read.remote(path),
  await get("http://127.0.0.1:1/"),
]);

/** Leaves something where only its own container may find it, and says where. */
export const hide = app.function("hide", () => {
  const path = join(process.env["TMPDIR"] ?? "/tmp", `hidden-${randomUUID()}`);
  writeFileSync(path, "hidden");
  return path;
});

/** Four times what it may; says so if nobody minds. */
export const hog = app.function("hog", { memoryMiB: 512 }, () => {
  const kept: Buffer[] = [];
  while (kept.length < 128) kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
  return "unlimited";
});

export const loop = app.function("loop", { timeoutMs: 500 }, () => {
  for (;;);
});

async function get(url: string): Promise<string> {
  try {
    return await (await fetch(url)).text();
  } catch (error) {
    return error instanceof Error ? codeOf(error.cause) : String(error);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
