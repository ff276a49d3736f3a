import { randomBytes } from "node:crypto";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Eight base-62 digits of milliseconds: in order as text until the year 8888. */
const timeDigits = 8;
const randomDigits = 14;

/**
 * A new id: the prefix, a dash, and 22 base-62 characters whose first eight are the time, so that
 * ids made later sort later. 83 random bits follow. Official clients accept exactly this shape.
 */
export function newId<Prefix extends string>(prefix: Prefix): `${Prefix}-${string}` {
  return `${prefix}-${timePart(Date.now())}${randomPart(randomDigits)}`;
}

function timePart(atMs: number): string {
  let text = "";
  for (let rest = atMs, i = 0; i < timeDigits; i += 1, rest = Math.floor(rest / 62)) {
    text = base62.charAt(rest % 62) + text;
  }
  return text;
}

/** Random bytes are bought in bulk: one system call serves many ids. */
let pool = Buffer.alloc(0);
let poolOffset = 0;

function randomPart(length: number): string {
  let text = "";
  while (text.length < length) {
    if (poolOffset >= pool.length) {
      pool = randomBytes(4096);
      poolOffset = 0;
    }
    const value = (pool[poolOffset] ?? 255) & 63;
    poolOffset += 1;
    // 62 and 63 have no digit; taking the next byte keeps the others equally likely.
    if (value < 62) text += base62.charAt(value);
  }
  return text;
}

/** `in-<call>:<index>`: an input is known by its call and its place in it. */
export function inputId(callId: string, index: number): string {
  return `in-${callId.slice(3)}:${index}`;
}

/** The call and index of an input id, or `undefined` for anything else. */
export function parseInputId(
  id: string,
): { readonly callId: `fc-${string}`; readonly index: number } | undefined {
  const match = /^in-([0-9A-Za-z]+):(\d+)$/.exec(id);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { callId: `fc-${match[1]}`, index: Number(match[2]) };
}
