/** One container of the simulation: it boots, serves, obeys or does not, and dies in one of many ways. */
import { PassThrough } from "node:stream";
import type { Assignment, ContainerSession, StopOrder } from "../../engine/containers/container-verbs.ts";
import type { Engine } from "../../engine/engine.ts";
import type { ContainerExit, LaunchedContainer } from "../../launch/launcher.ts";
import type { ContainerId } from "../../model/ids.ts";
import type { Member } from "../history/fleet.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Body, Work } from "./work.ts";

const setUpMsMax = 40;
const deathMsMax = 20;

export class FakeContainer implements LaunchedContainer, Body {
  readonly containerId: ContainerId;
  readonly pid = 0;
  readonly scratch = "";
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly exited: Promise<ContainerExit>;
  readonly surroundings: Surroundings;
  /** Aborted when all of it is gone. */
  readonly closed = new AbortController();
  /** Aborted when its connection is, at the latest with itself: whoever waits for it on the other end is sent home. */
  readonly disconnected = new AbortController();
  readonly #onGone: () => void;
  readonly #resolveExit: (exit: ContainerExit) => void;
  #session: ContainerSession | undefined;
  #member: Member | undefined;
  #work: Work | undefined;
  #isDying = false;
  /** It may be killed whatever it runs: for what it did itself, or what was done to its server. */
  #isExcused = false;

  constructor(containerId: ContainerId, surroundings: Surroundings, onGone: () => void) {
    this.containerId = containerId;
    this.surroundings = surroundings;
    this.#onGone = onGone;
    const { promise, resolve } = Promise.withResolvers<ContainerExit>();
    this.exited = promise;
    this.#resolveExit = resolve;
  }

  limit(): Promise<void> {
    return Promise.resolve();
  }

  kill(): void {
    if (this.#isDying) return;
    this.#isDying = true;
    const { clock, random, history } = this.surroundings;
    clock.after(random.between(0, deathMsMax), () => {
      const isExcused = this.#isExcused || history.cancellations.isTerminating;
      if (!isExcused && this.#work?.isWanted === true) history.fleet.wronged(this.containerId, "was killed");
      this.exit({ signal: "SIGKILL" });
    });
  }

  excuse(): void {
    this.#isExcused = true;
  }

  boot(engine: Engine | undefined): void {
    if (this.#isDying || engine === undefined) return;
    this.#live(engine).catch(() => this.exit({ code: 1 }));
  }

  /** Its connection is lost, and the engine takes what it runs for lost; it does not know. */
  disconnect(): void {
    this.excuse();
    this.disconnected.abort();
    const { attempts, fleet } = this.surroundings.history;
    attempts.lost(this.containerId);
    if (this.#member !== undefined) fleet.failed(this.#member.resolved.functionId);
    this.#session?.detach();
  }

  /** In one of the ways in which containers end although they run something. */
  crash(): void {
    this.excuse();
    const { random, history } = this.surroundings;
    if (this.#member !== undefined) history.fleet.failed(this.#member.resolved.functionId);
    const exit = random.pick<ContainerExit | "silence">([
      { code: 137 },
      { signal: "SIGSEGV" },
      { signal: "SIGKILL", exceeded: "memory" },
      "silence",
    ]);
    if (exit !== "silence") this.exit(exit);
    else {
      this.disconnected.abort();
      history.attempts.lost(this.containerId);
      this.#session?.giveUp("said nothing for 180 s");
    }
  }

  exit(exit: ContainerExit): void {
    if (this.closed.signal.aborted) return;
    this.#isDying = true;
    this.closed.abort();
    this.disconnected.abort();
    const { history } = this.surroundings;
    history.attempts.gone(this.containerId);
    history.fleet.gone(this.containerId);
    this.#session?.detach();
    this.#onGone();
    this.#resolveExit(exit);
  }

  async #live(engine: Engine): Promise<void> {
    const session = engine.containers.attach(this.containerId);
    this.#session = session;
    this.#obeyStop(session).catch(() => undefined); // the container is gone before it was told
    const assignment = await session.assignment(this.disconnected.signal);
    const { clock, random, history } = this.surroundings;
    this.#member = history.fleet.assigned(this.containerId, assignment.function);
    await clock.sleep(random.between(1, setUpMsMax));
    if (this.closed.signal.aborted || this.#failsToBoot(session, assignment)) return;
    history.fleet.ready(this.#member);
    session.ready();
    this.#work = new Work(this, session, engine, this.#member);
    this.#obeyCancellations(session, this.#work).catch(() => undefined); // likewise
    await this.#work.takeAll();
  }

  #failsToBoot(session: ContainerSession, { function: { functionId } }: Assignment): boolean {
    const { random, faults, history } = this.surroundings;
    const isHung = random.happens(faults.bootHangs);
    const isFailed = !isHung && random.happens(faults.bootFails);
    if (!isHung && !isFailed) return false;
    history.fleet.failed(functionId);
    if (isFailed && random.happens(0.5))
      session.bootFailed({ status: "failure", exception: "Error: simulated" });
    else if (isFailed) this.exit({ code: 1 });
    return true;
  }

  async #obeyStop(session: ContainerSession): Promise<void> {
    const order = await session.stopOrder(this.disconnected.signal);
    if (order === undefined) return;
    const { fleet, apps } = this.surroundings.history;
    if (this.#member !== undefined)
      fleet.drained(this.#member, order.isAbrupt || apps.mayEnd(this.#member.resolved.appId));
    if (order.isAbrupt) await this.#leaveAtOnce(order);
    else this.#leaveWhenDone(order);
  }

  async #leaveAtOnce({ graceMs }: StopOrder): Promise<void> {
    const { history, random, clock, faults } = this.surroundings;
    const isExpected =
      history.cancellations.isTerminating || history.apps.mayEnd(this.#member?.resolved.appId ?? "");
    if (!this.#isExcused && !isExpected && this.#work?.isWanted === true)
      history.fleet.wronged(this.containerId, "was told to stop at once");
    this.excuse();
    if (random.happens(faults.ignoresCancellation)) return;
    const manner = random.pick(["gives back", "takes a while", "just goes"]);
    if (manner === "gives back") await this.#work?.giveBack();
    if (manner === "takes a while") await clock.sleep(random.between(0, Math.min(graceMs, deathMsMax)));
    this.exit({ code: 0 });
  }

  #leaveWhenDone({ graceMs }: StopOrder): void {
    if (this.#work === undefined || this.#work.isIdle) this.exit({ code: 0 });
    else this.surroundings.clock.after(graceMs, () => this.exit({ code: 0 }));
  }

  async #obeyCancellations(session: ContainerSession, work: Work): Promise<void> {
    while (!this.disconnected.signal.aborted) {
      for (const attempt of await session.cancellations(this.disconnected.signal)) work.cancel(attempt);
    }
  }
}
