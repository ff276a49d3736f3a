import { type ChildProcess, spawn } from "node:child_process";

/**
 * Waits for the end of its standard input, which comes when the server is gone, however it went, and
 * kills what the run directory's records tell of: control groups, and process groups. On Linux it
 * believes a pid only together with its start time; the fields of `stat` are counted after the last
 * bracket.
 */
const script = `
read -r _
for record in "$1"/ta-*/record; do
  [ -f "$record" ] || continue
  while read -r group rest; do
    case "$group" in /*) ;; *) continue;; esac
    while read -r pid; do [ "$pid" -gt 1 ] && kill -KILL "$pid"; done <"$group/cgroup.procs"
  done <"$record"
  read -r pid started <"$record" || continue
  case "$pid" in ""|0|1|*[!0-9]*) continue;; esac
  if [ -n "$started" ]; then
    read -r stat <"/proc/$pid/stat" || continue
    set -- "$1" \${stat##*) }
    [ "\${21}" = "$started" ] || continue
  fi
  kill -KILL "-$pid"
done`;

/**
 * Keeps L3 for plain processes: a small shell that outlives the server by the moment that it needs.
 * It is started with the first container and ends with the server.
 */
export class Warden {
  readonly #runDirectory: string;
  #shell: ChildProcess | undefined;

  constructor(runDirectory: string) {
    this.#runDirectory = runDirectory;
  }

  /** Makes sure that it stands. */
  post(): void {
    if (this.#shell !== undefined && this.#shell.exitCode === null && this.#shell.signalCode === null) return;
    const shell = spawn("/bin/sh", ["-c", script, "lydian-warden", this.#runDirectory], {
      // Its own session, so that what kills the server's group does not kill it too.
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
      env: {},
      cwd: "/",
    });
    // Without a shell no container starts either, and that rejects.
    shell.on("error", () => undefined);
    shell.stdin?.on("error", () => undefined);
    shell.unref();
    this.#shell = shell;
  }
}
