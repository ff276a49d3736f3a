/**
 * Sign-ins: how a computer without a token gets one. It begins a sign-in and shows a code; a person
 * opens the sign-in's page in a browser, types that code, so that nobody allows somebody else's
 * computer by mistake, and the operator's code, which the server printed: who can read that may let
 * others in. Kept in memory: a sign-in does not outlive its server.
 *
 * Phases: `pending` → `confirming` (the token is being kept) → a token that waits for its computer, then
 * gone. It is forgotten when it is too old.
 *
 * - S1. A sign-in gives at most one token, and only to who has its wait secret.
 * - S2. Confirming takes both codes. The operator's is good for one sign-in, and then there is another.
 * - S3. A sign-in is forgotten after `signInMs`, and after `signInTriesMax` wrong tries.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { LydianError } from "../../model/error.ts";
import type { Randomness } from "../../model/ids.ts";
import type { IssuedToken } from "./access.ts";
import type { Clock } from "../clock.ts";
import type { SignIns } from "../engine.ts";
import { signInMs, signInsMax, signInTriesMax } from "../limits.ts";
import { Wakeups } from "../wakeups.ts";

/** Without letters and digits that are taken for one another. */
const codeAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const codeCharacters = 6;
/** 40 bits, and five tries for each of few sign-ins. */
const operatorCodeCharacters = 8;

const usernamePattern = /^[a-zA-Z0-9][a-zA-Z0-9-_.]{0,63}$/;

interface SignIn {
  readonly code: string;
  readonly waitSecret: string;
  readonly localPort: number;
  readonly lifetimeMs: number | undefined;
  readonly beganAtMs: number;
  wrongTries: number;
  phase: "pending" | "confirming" | (IssuedToken & { readonly username: string });
}

export interface SignInParts {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly issueToken: (username: string, lifetimeMs: number | undefined) => Promise<IssuedToken>;
  /** Told of every operator's code but the first. */
  readonly announce: (sentence: string) => void;
}

export class SignInVerbs implements SignIns {
  readonly #parts: SignInParts;
  readonly #wakeups: Wakeups;
  readonly #signIns = new Map<string, SignIn>();
  #operatorCode: string;

  constructor(parts: SignInParts) {
    this.#parts = parts;
    this.#wakeups = new Wakeups(parts.clock);
    this.#operatorCode = this.#newOperatorCode();
  }

  get operatorCode(): string {
    return this.#operatorCode;
  }

  begin(request: Parameters<SignIns["begin"]>[0]): ReturnType<SignIns["begin"]> {
    this.#forgetOld();
    if (this.#signIns.size >= signInsMax) {
      throw new LydianError(
        "resource-exhausted",
        `Cannot begin a sign-in: ${signInsMax} are waiting for somebody to confirm them; try again in a few minutes`,
      );
    }
    const { randomness, clock } = this.#parts;
    const signInId = randomness.id("tf");
    const signIn: SignIn = {
      code: codeOf(randomness, codeCharacters),
      waitSecret: randomness.secret(),
      localPort: request.localPort,
      lifetimeMs: request.lifetimeMs,
      beganAtMs: clock.nowMs(),
      wrongTries: 0,
      phase: "pending",
    };
    this.#signIns.set(signInId, signIn);
    return { signInId, code: signIn.code, waitSecret: signIn.waitSecret };
  }

  find(signInId: string): ReturnType<SignIns["find"]> {
    const { localPort } = this.#read(signInId);
    return { localPort };
  }

  async await(signInId: string, options: Parameters<SignIns["await"]>[1]): ReturnType<SignIns["await"]> {
    const deadlineMs = this.#parts.clock.nowMs() + options.timeoutMs;
    const subscription = this.#wakeups.subscribe(signInId);
    try {
      for (;;) {
        const signIn = this.#read(signInId);
        if (!isSame(options.waitSecret, signIn.waitSecret)) throw unknownSignIn();
        if (options.signal?.aborted === true) return undefined;
        if (typeof signIn.phase === "object") {
          this.#signIns.delete(signInId);
          return signIn.phase;
        }
        const isWoken = await subscription.wait(deadlineMs, options.signal);
        if (!isWoken) return undefined;
      }
    } finally {
      subscription.close();
    }
  }

  async confirm(signInId: string, answer: Parameters<SignIns["confirm"]>[1]): Promise<void> {
    const signIn = this.#read(signInId);
    if (signIn.phase !== "pending") throw unknownSignIn();
    checkUsername(answer.username);
    const isRight =
      isSame(normalized(answer.code), signIn.code) &&
      isSame(normalized(answer.operatorCode), normalized(this.#operatorCode));
    if (!isRight) throw this.#wrongTry(signInId, signIn);
    // Before anything is waited for, so that no second request gets as far as this (S1, S2).
    signIn.phase = "confirming";
    this.#operatorCode = this.#newOperatorCode();
    const { username } = answer;
    this.#parts.announce(`A token goes to "${username}"; the next sign-in code is ${this.#operatorCode}`);
    try {
      signIn.phase = { ...(await this.#parts.issueToken(username, signIn.lifetimeMs)), username };
    } catch (error) {
      signIn.phase = "pending";
      throw error;
    }
    this.#wakeups.wake(signInId);
  }

  #wrongTry(signInId: string, signIn: SignIn): LydianError {
    signIn.wrongTries += 1;
    const left = signInTriesMax - signIn.wrongTries;
    if (left <= 0) this.#signIns.delete(signInId);
    const next = left <= 0 ? "begin again in your terminal" : `tries left: ${left}`;
    return new LydianError("permission-denied", `One of the codes is wrong; ${next}`);
  }

  #read(signInId: string): SignIn {
    this.#forgetOld();
    const signIn = this.#signIns.get(signInId);
    if (signIn === undefined) throw unknownSignIn();
    return signIn;
  }

  #forgetOld(): void {
    const nowMs = this.#parts.clock.nowMs();
    for (const [signInId, signIn] of this.#signIns) {
      if (nowMs - signIn.beganAtMs > signInMs) this.#signIns.delete(signInId);
    }
  }

  #newOperatorCode(): string {
    const code = codeOf(this.#parts.randomness, operatorCodeCharacters);
    return `${code.slice(0, 4)}-${code.slice(4)}`;
  }
}

/** A secret as letters for people: 256 is a multiple of the alphabet, so all are equally likely. */
function codeOf(randomness: Randomness, characters: number): string {
  const digest = createHash("sha256").update(randomness.secret()).digest();
  return Array.from(digest.subarray(0, characters), (byte) =>
    codeAlphabet.charAt(byte % codeAlphabet.length),
  ).join("");
}

function normalized(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, "");
}

/** In constant time, whatever the lengths. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function checkUsername(name: string): void {
  if (usernamePattern.test(name)) return;
  throw new LydianError(
    "invalid-argument",
    `Cannot issue a token to "${name}": a name begins with a letter or digit, has letters, digits, "-", "_" and "." only, and at most 64 of them`,
  );
}

function unknownSignIn(): LydianError {
  return new LydianError(
    "not-found",
    "This sign-in is over: it was confirmed, was too old or had too many wrong tries; begin again in your terminal",
  );
}
