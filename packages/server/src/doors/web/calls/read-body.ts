import type { IncomingMessage } from "node:http";
import { LydianError } from "../../../model/error.ts";

/** What is larger comes as a blob from clients that have them. */
const bodyBytesMax = 16 * 1024 * 1024;

/** How long a body may take to arrive. */
const bodyMsMax = 60_000;

/** The whole body of a request. @throws `invalid-argument` for one that is too large, or takes too long */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > bodyBytesMax) throw tooLarge();
  const tooSlow = new LydianError("invalid-argument", `The body did not arrive within ${bodyMsMax} ms`);
  const deadline = setTimeout(() => request.destroy(tooSlow), bodyMsMax);
  try {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of request as AsyncIterable<Buffer>) {
      // no encoding is set
      size += piece.length;
      if (size > bodyBytesMax) throw tooLarge();
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch (cause) {
    if (cause instanceof LydianError) throw cause;
    throw new LydianError("cancelled", "The request ended before its body", { cause });
  } finally {
    clearTimeout(deadline);
  }
}

function tooLarge(): LydianError {
  return new LydianError("invalid-argument", `The body is larger than ${bodyBytesMax} bytes`);
}
