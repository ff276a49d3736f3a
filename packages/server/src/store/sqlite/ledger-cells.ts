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
 * A ledger as it is stored: when the input was accepted, in milliseconds, and how many microseconds after it
 * each moment was, with commas between. What did not happen is empty.
 */
export function ledgerCell(ledger: Ledger): string {
  const { acceptedAtMs } = ledger;
  const offsets = moments.map((moment) => {
    const atMs = ledger[moment];
    return atMs === undefined ? "" : String(Math.round((atMs - acceptedAtMs) * 1_000));
  });
  return [acceptedAtMs.toFixed(3), ...offsets].join(",");
}

export function readLedger(cell: string): Ledger {
  const [accepted, ...offsets] = cell.split(",");
  const acceptedAtMs = Number(accepted);
  const known = moments.flatMap((moment, i) => {
    const offset = offsets[i] ?? "";
    return offset === "" ? [] : [[moment, acceptedAtMs + Number(offset) / 1_000] as const];
  });
  // `ledgerCell` wrote all that a ledger must have.
  return { acceptedAtMs, ...Object.fromEntries(known) } as unknown as Ledger;
}
