/** The process that reads all results of a call, each as soon as it is there, and says how many were wrong. */
import { FunctionCall } from "lydian";
import { answer } from "../system/peer.ts";

export interface ReadQuestion {
  readonly callId: string;
}

export interface Read {
  readonly results: number;
  readonly wrong: number;
}

answer<ReadQuestion>(async ({ callId }): Promise<Read> => {
  let results = 0;
  let wrong = 0;
  for await (const value of FunctionCall.fromId<number>(callId).iter()) {
    if (value !== results) wrong += 1;
    results += 1;
  }
  return { results, wrong };
});
