import { describe } from "node:test";
import { attemptsContract } from "./contract/attempts.contract.ts";
import { callsContract } from "./contract/calls.contract.ts";
import { consistencyContract } from "./contract/consistency.contract.ts";
import { dictsContract } from "./contract/dicts.contract.ts";
import { endingsContract } from "./contract/endings.contract.ts";
import type { OpenStoreUnderTest } from "./contract/fixture.contract.ts";
import { explainContract } from "./contract/explain.contract.ts";
import { logsContract } from "./contract/logs.contract.ts";
import { outputsContract } from "./contract/outputs.contract.ts";
import { queuesContract } from "./contract/queues.contract.ts";
import { recordsContract } from "./contract/records.contract.ts";
import { retriesContract } from "./contract/retries.contract.ts";
import { roomContract } from "./contract/room.contract.ts";
import { transactionsContract } from "./contract/transactions.contract.ts";
import { turnsContract } from "./contract/turns.contract.ts";

/** What every adapter of `Store` must do and must never do, as its ports' docstrings say. */
export function storeContract(name: string, open: OpenStoreUnderTest): void {
  describe(`Store on ${name}`, () => {
    callsContract(open);
    attemptsContract(open);
    turnsContract(open);
    roomContract(open);
    endingsContract(open);
    outputsContract(open);
    explainContract(open);
    retriesContract(open);
    recordsContract(open);
    logsContract(open);
    dictsContract(open);
    queuesContract(open);
    transactionsContract(open);
    consistencyContract(open);
  });
}
