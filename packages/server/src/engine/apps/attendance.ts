/**
 * Watches over apps that nobody stops: those that live only as long as their clients, or as their last
 * call. What a client says by itself (a heartbeat, a farewell) comes here too, in whatever order.
 *
 * - A1. An `initializing` or `ephemeral` app is stopped when its client leaves, or was silent for too long.
 * - A2. A `detached` app whose client leaves or falls silent is `disconnected`, and runs on.
 * - A3. A `disconnected` app is stopped once none of its inputs is unfinished. A heartbeat makes it
 *   `detached` again: its client was away for a while only.
 * - A4. A `deployed` app is never touched.
 */
import type { App, AppState } from "../../model/app.ts";
import { LydianError } from "../../model/error.ts";
import type { AppId } from "../../model/ids.ts";
import { type Catalog, put } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import { LastHeard } from "../last-heard.ts";
import { appSilenceMsMax } from "../limits.ts";

export interface AttendanceVerbs {
  readApp(appId: string): Promise<App>;
  /** Does nothing if the app is no longer in the state that it is given in. */
  stop(app: App): Promise<void>;
  /** Whether any input of the app's functions is unfinished. */
  isBusy(appId: AppId): Promise<boolean>;
}

export class Attendance {
  readonly #catalog: Catalog;
  readonly #clock: Clock;
  readonly #verbs: AttendanceVerbs;
  /** When the clients of apps that need one were last heard of. */
  readonly #heard: LastHeard<AppId>;
  /** Apps that were disconnected when this server last looked: whether to look when a container is idle. */
  readonly #disconnected = new Set<AppId>();

  constructor(catalog: Catalog, clock: Clock, verbs: AttendanceVerbs) {
    this.#catalog = catalog;
    this.#clock = clock;
    this.#verbs = verbs;
    this.#heard = new LastHeard(clock, appSilenceMsMax / 4, () => this.#attendAll());
  }

  /** An earlier server's clients have a while to be heard of. */
  async start(): Promise<void> {
    for (const { value: app } of await this.#catalog.list("app")) {
      if (!isWatched(app.state)) continue;
      this.begin(app.appId);
      if (app.state === "disconnected") this.#disconnected.add(app.appId);
    }
  }

  stop(): void {
    this.#heard.stop();
  }

  /** A new app that has a client. */
  begin(appId: AppId): void {
    this.#heard.hear(appId);
  }

  /** A container of the app has nothing to do: perhaps its last call is done (A3). A hint, for the next sweep sees it too. */
  noteIdle(appId: AppId): void {
    if (this.#disconnected.has(appId)) void this.#attend(appId, this.#clock.nowMs()).catch(() => undefined);
  }

  async heartbeat(appId: string): Promise<void> {
    const app = await this.#verbs.readApp(appId);
    if (app.state === "stopped") throw new LydianError("failed-precondition", `App "${app.name}" is stopped`);
    if (!isWatched(app.state)) return;
    this.begin(app.appId);
    if (app.state === "disconnected") await this.#move(app.appId, "disconnected", "detached");
  }

  /** The client is gone, and said so. */
  async leave(appId: string): Promise<void> {
    const app = await this.#verbs.readApp(appId);
    if (app.state === "detached") await this.#move(app.appId, "detached", "disconnected");
    if (app.state === "detached" || app.state === "disconnected")
      await this.#stopIfIdle({ ...app, state: "disconnected" });
    else if (isWatched(app.state)) await this.#verbs.stop(app);
  }

  async #attendAll(): Promise<void> {
    await Promise.all([...this.#heard].map(([appId, heardAtMs]) => this.#attend(appId, heardAtMs)));
  }

  async #attend(appId: AppId, heardAtMs: number): Promise<void> {
    const app = await this.#catalog.read("app", appId);
    if (app === undefined || !isWatched(app.state)) {
      this.#heard.forget(appId);
      this.#disconnected.delete(appId);
      return;
    }
    if (app.state === "disconnected") return this.#stopIfIdle(app);
    if (this.#clock.nowMs() - heardAtMs < appSilenceMsMax) return;
    await this.leave(appId);
  }

  async #stopIfIdle(app: App): Promise<void> {
    if (!(await this.#verbs.isBusy(app.appId))) await this.#verbs.stop(app);
  }

  /** Nothing happens if the app is no longer in the state that this was decided on. */
  #move(appId: AppId, from: AppState, state: AppState): Promise<void> {
    if (state === "disconnected") this.#disconnected.add(appId);
    else this.#disconnected.delete(appId);
    return this.#catalog.update(`app ${appId}`, async () => {
      const app = await this.#catalog.read("app", appId);
      const changes = app?.state === from ? [put("app", appId, { ...app, state })] : [];
      return { changes, answer: undefined };
    });
  }
}

/** Whether its end depends on its client, or on its calls. */
function isWatched(state: AppState): boolean {
  return state !== "deployed" && state !== "stopped";
}
