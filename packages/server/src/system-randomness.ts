import { randomInt } from "node:crypto";
import { newId } from "@lydian/protocol";
import type { Randomness } from "./model/ids.ts";

/** Without `V`, on which the ids of official clients' other containers end. */
const containerAlphabet = "0123456789ABCDEFGHJKMNPQRSTWXYZ";
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const containerIdCharacters = 26;
const secretCharacters = 32;

/** The system's own source. */
export const systemRandomness: Randomness = {
  id: (prefix) => newId(prefix),
  containerId: () => `ta-${characters(containerAlphabet, containerIdCharacters)}`,
  secret: () => characters(base62, secretCharacters),
  fraction: () => Math.random(),
};

function characters(alphabet: string, count: number): string {
  return Array.from({ length: count }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}
