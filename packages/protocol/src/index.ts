export { google, modal } from "./gen/modal.js";
export type { lydian } from "./gen/native.js";
export { inputId, newId, parseInputId } from "./ids.ts";
export {
  chunksInFlightMax,
  mapInputsInFlightMax,
  messageBytesMax,
  payloadBytesMax,
  payloadInlineBytesMax,
} from "./limits.ts";
export { Link } from "./native/link.ts";
export type { BatchCodec, LinkEvents } from "./native/link.ts";
export { peerCodec, serverCodec } from "./native/codecs.ts";
export type { PeerItem, ServerItem } from "./native/codecs.ts";
export { decodeArguments, decodeValue, PayloadFormatError } from "./payload/decode.ts";
export { encodeArguments, encodeValue } from "./payload/encode.ts";
export { decodeError, encodeError, errorData } from "./payload/error.ts";
export type { ErrorData } from "./payload/error.ts";
export { ValueRefusedError } from "./payload/refusal.ts";
export { preciseNowMs } from "./precise-now.ts";
