import type { Ledger } from "../../model/ledger.ts";

/** The moments after the first, in the order in which they are stored. */
const moments = [
  "durableAtMs",
  "placedAtMs",
  "askedAtMs",
  "bootedAtMs",
  "importedAtMs",
  "readyAtMs",
  "enteredAtMs",
  "ranAtMs",
] as const;

/**
 * A ledger as it is stored: when the input was accepted, in microseconds, and how many after that each moment
 * was, with commas between. What did not happen is empty. Written for every input: made of nothing but numbers.
 */
export function ledgerCell(ledger: Ledger): string {
  const acceptedAt = Math.round(ledger.acceptedAtMs * 1_000);
  let cell = `${acceptedAt}`;
  for (const moment of moments) {
    const atMs = ledger[moment];
    cell += atMs === undefined ? "," : `,${Math.round(atMs * 1_000) - acceptedAt}`;
  }
  return cell;
}

export function readLedger(cell: string): Ledger {
  const [accepted, ...offsets] = cell.split(",");
  const acceptedAt = Number(accepted);
  const known = moments.flatMap((moment, i) => {
    const offset = offsets[i] ?? "";
    return offset === "" ? [] : [[moment, (acceptedAt + Number(offset)) / 1_000] as const];
  });
  // `ledgerCell` wrote all that a ledger must have.
  return { acceptedAtMs: acceptedAt / 1_000, ...Object.fromEntries(known) } as unknown as Ledger;
}
