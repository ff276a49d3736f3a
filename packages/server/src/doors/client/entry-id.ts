import { LydianError } from "../../model/error.ts";

/** A cursor as clients carry it around: `<sequence>-0`. */
export function entryIdOf(sequence: number): string {
  return `${sequence}-0`;
}

/** The sequence to go on after; empty and "0-0" mean the beginning. @throws `invalid-argument` */
export function parseEntryId(id: string): number {
  if (id === "") return 0;
  const sequence = Number(/^(\d+)-\d+$/.exec(id)?.[1]);
  if (Number.isSafeInteger(sequence)) return sequence;
  throw new LydianError("invalid-argument", `Cannot go on after "${id}": it is not a cursor of this server`);
}
