/** The process that calls one function or the other, one call after the other, and spawns what is to be in their way. */
import { Function } from "lydian";
import type { probe, sleeper } from "./fairness-app.ts";
import { answer, refuse } from "../system/peer.ts";

export type Question =
  | { readonly kind: "spawn"; readonly inputs: number }
  | { readonly kind: "cancel" }
  | { readonly kind: "call"; readonly name: "probe" | "sleeper"; readonly count: number };

/** From each call to its first line, in ms. */
export type Latencies = readonly number[];

try {
  const callees = {
    probe: await Function.fromName<typeof probe>("bench-fairness", "probe").hydrate(),
    sleeper: await Function.fromName<typeof sleeper>("bench-fairness", "sleeper").hydrate(),
  };
  await callees.probe.remote(0);
  let backlog: Awaited<ReturnType<typeof callees.sleeper.spawnMap>> | undefined;
  answer<Question>(async (question): Promise<Latencies> => {
    if (question.kind === "spawn") {
      backlog = await callees.sleeper.spawnMap(Array.from({ length: question.inputs }, (_, i) => i));
      return [];
    }
    if (question.kind === "cancel") {
      await backlog?.cancel();
      return [];
    }
    const latencies: number[] = [];
    for (let i = 0; i < question.count; i += 1) {
      const calledAtMs = performance.timeOrigin + performance.now();
      latencies.push((await callees[question.name].remote(i)) - calledAtMs);
    }
    return latencies;
  });
} catch (error) {
  refuse(error);
}
