/** Secrets at rest: AES-256-GCM under the server's master key, bound to the record they belong to. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { LydianError } from "../../model/error.ts";

const nonceBytes = 12;
const tagBytes = 16;

/** `subject` must be given again to open it: a sealed value cannot be moved to another record. */
export function seal(masterKey: Uint8Array, plain: Uint8Array, subject: string): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", masterKey, nonce).setAAD(Buffer.from(subject));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function openSealed(masterKey: Uint8Array, sealed: Uint8Array, subject: string): Uint8Array {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", masterKey, nonce).setAAD(Buffer.from(subject));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)),
      decipher.final(),
    ]);
  } catch (error) {
    throw new LydianError(
      "failed-precondition",
      "Cannot open a secret: the state directory's master key is not the one that sealed it",
      { cause: error },
    );
  }
}
