import type { PeerItem } from "@lydian/protocol";

/** Numbers of the public service that this room writes and reads. */

export const dataFormats = { pickle: 1, asgi: 2, generatorDone: 3, cbor: 4 } as const;

export const resultStatuses = { success: 1, failure: 2, terminated: 3 } as const;

export const logStreams = { stdout: 1, stderr: 2 } as const;

/** How a message names the format of a payload that it cannot read. */
export function describeFormat(format: number): string {
  for (const [name, number] of Object.entries(dataFormats)) if (number === format) return name;
  return `number ${format}`;
}

/** The message `GeneratorDone{items_total}` of the public service. */
export function encodeGeneratorDone(itemsTotal: number): Uint8Array {
  if (itemsTotal === 0) return new Uint8Array();
  const bytes = [0x08];
  let rest = itemsTotal;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/** How an attempt ends, as it travels. */
export type WireResult = NonNullable<NonNullable<PeerItem["complete"]>["result"]>;
