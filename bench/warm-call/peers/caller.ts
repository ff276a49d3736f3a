/** The process of one candidate: `caller.ts NAME [ARGUMENT]`. */
import { type Candidate, measure, type MeasuredElsewhere, type Question } from "../candidate.ts";
import { answer, refuse } from "../../system/peer.ts";

type Open = (argument: string | undefined) => Promise<Candidate | MeasuredElsewhere>;

const [name = "", argument] = process.argv.slice(2);
try {
  const { open } = (await import(`../candidates/${name}.ts`)) as { readonly open: Open }; // each of that folder
  const candidate = await open(argument);
  answer<Question>(
    (question) => ("measure" in candidate ? candidate.measure(question) : measure(candidate, question)),
    () => candidate.close(),
  );
} catch (error) {
  refuse(error);
}
