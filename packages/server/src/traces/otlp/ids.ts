/** What traces and spans are called by: made of the ids of calls, so that nobody has to remember them. */
import { createHash } from "node:crypto";

const traceIdDigits = 32;
const spanIdDigits = 16;

/** The trace of a call that begins one. */
export function traceIdOf(callId: string): string {
  return digest(callId).slice(0, traceIdDigits);
}

/** A span of an attempt, or of a part of it. */
export function spanIdOf(callId: string, index: number, attempt: number, part = ""): string {
  return digest(`${callId}:${index}:${attempt}:${part}`).slice(0, spanIdDigits);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
