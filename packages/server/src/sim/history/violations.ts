/** How the parts of a history complain: with the number of the invariant that does not hold. */
export type Complain = (invariant: string, what: string) => void;

/** One broken thing breaks many more: what follows the first ones says nothing new. */
const violationsMax = 20;

export class Violations {
  readonly list: string[] = [];
  readonly complain: Complain;

  constructor(nowMs: () => number) {
    this.complain = (invariant, what) => {
      if (this.list.length < violationsMax)
        this.list.push(`${invariant}: ${what} (at ${Math.round(nowMs())})`);
    };
  }
}

export function inputKey({ callId, index }: { readonly callId: string; readonly index: number }): string {
  return `${callId}/${index}`;
}
