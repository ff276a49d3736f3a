/**
 * What clients, containers and the store saw, and what may never be in it. Each part says which invariants it
 * watches over:
 *
 * | | never | part |
 * |---|---|---|
 * | H1 | an acknowledged input without an output, or with two | answers |
 * | H2 | an output that changes | answers |
 * | H3 | a success that is not the function's value | answers |
 * | H4 | a cancelled input that begins, or goes on | cancellations |
 * | H5 | more inputs at once than a container has slots | attempts |
 * | H6 | yields out of order | answers |
 * | H7 | two attempts at once, or one after the answer | attempts |
 * | H8 | a retry too many, too few, or too soon; one for a loss | commits, answers |
 * | H9 | a timeout too early or too late | attempts |
 * | H10 | a batch above its maximum | attempts |
 * | H11 | two calls for one due time | due-times |
 * | H12 | more containers than allowed | fleet |
 * | H13 | a container that is stopped while it is needed | fleet |
 * | H14 | an input on a version that is no longer live | versions |
 * | H15 | an input of a stopped app that begins or has not ended | apps |
 * | H16 | stats that are not what the store has | stats |
 * | H17 | an input that is overtaken by more than its turn allows | turns |
 * | H18 | a failure without a reason | answers |
 * | H19 | an input that runs on although it was refused | attempts |
 * | H20 | a retry of failed inputs that forgets some, or takes others | commits |
 *
 * And what must happen once the faults calm down, in `settle.ts`:
 *
 * - L1. Every accepted input ends.
 * - L2. Every client hears what it asked for.
 * - L3. Each function keeps `minContainers`, and no more.
 * - L4. What was due was called for.
 * - L5. Apps whose clients are gone end.
 */
import type { Call, ClaimedInput, InputRef, NewInput, Output } from "../../model/call.ts";
import type { Scenario } from "../scenario.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import { Answers } from "./answers.ts";
import { StoppedApps } from "./apps.ts";
import { Attempts, type RunningAttempt } from "./attempts.ts";
import { Cancellations } from "./cancellations.ts";
import { Commits } from "./commits.ts";
import { Fleet, type Member } from "./fleet.ts";
import { Scaling } from "./scaling.ts";
import { Stats } from "./stats.ts";
import { Turns } from "./turns.ts";
import { Versions } from "./versions.ts";
import { inputKey, Violations } from "./violations.ts";

export class History {
  readonly violations: Violations;
  readonly commits: Commits;
  readonly turns: Turns;
  readonly attempts: Attempts;
  readonly fleet: Fleet;
  readonly scaling: Scaling;
  readonly apps: StoppedApps;
  readonly cancellations: Cancellations;
  readonly answers: Answers;
  readonly versions: Versions;
  readonly stats: Stats;

  constructor(clock: VirtualClock, { containersMax, isRoomy, redeploys }: Scenario) {
    const nowMs = (): number => clock.nowMs();
    this.violations = new Violations(nowMs);
    const { complain } = this.violations;
    this.commits = new Commits(complain, nowMs);
    this.turns = new Turns(complain);
    this.attempts = new Attempts(complain, this.commits, clock);
    this.scaling = new Scaling(nowMs);
    this.fleet = new Fleet(complain, this.scaling, nowMs, {
      containersMax,
      keepsWindows: isRoomy && !redeploys,
    });
    this.apps = new StoppedApps(complain, this.commits);
    this.cancellations = new Cancellations(complain, this.attempts, clock, (id) => this.fleet.isGone(id));
    this.answers = new Answers(complain, this.commits, {
      isEnded: ({ call: { callId, appId } }) => this.cancellations.isAsked(callId) || this.apps.mayEnd(appId),
      misfortunesOf: (functionId) => this.fleet.misfortunesOf(functionId),
    });
    this.versions = new Versions(complain);
    this.stats = new Stats(complain, this.commits, clock);
  }

  /** Another server begins. */
  restarted(): void {
    this.turns.restarted();
    this.attempts.restarted();
  }

  /** The store has these inputs from now on. */
  accepted(call: Call, inputs: readonly NewInput[], flow: string): void {
    for (const input of this.commits.accepted(call, inputs, flow)) this.turns.accepted(input);
  }

  claimed(
    ref: InputRef,
    containerId: string,
    { version, isFirst }: { readonly version: number; readonly isFirst: boolean },
  ): void {
    const input = this.commits.find(ref);
    if (input === undefined) return;
    this.commits.claimed(input, containerId, version);
    if (isFirst) this.turns.claimed(input);
  }

  finished({ callId, index, result }: Output, by: "container" | "other"): void {
    const input = this.commits.find({ callId, index });
    if (input === undefined) return;
    this.commits.finished(input, by, result);
    this.turns.finished(input);
  }

  /** A container begins what it was given. */
  begins(member: Member, input: ClaimedInput): RunningAttempt {
    const { resolved, containerId } = member;
    const running = this.attempts.begins(containerId, input, resolved.settings);
    const key = inputKey(input);
    this.fleet.begins(member);
    this.cancellations.begins(running);
    this.apps.begins(resolved.appId, key);
    this.versions.begins(key, resolved, this.commits.find(input)?.claimedVersion ?? 0);
    return running;
  }

  ends(member: Member, running: RunningAttempt): void {
    this.attempts.ends(running, member.resolved.settings);
    this.fleet.ends(member);
  }

  liveVersionOf(functionId: string): number {
    return this.versions.live(this.commits.functions.get(functionId)?.appId ?? "");
  }
}
