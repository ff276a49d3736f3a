import { styleText } from "node:util";
import type { modal } from "@lydian/protocol";
import { formatTable } from "../output/table.ts";
import { type Phase, phasesOf } from "./phases.ts";

type Explained = modal.client.FunctionCallExplainResponse;
type Input = modal.client.ExplainedInput.$Properties;

const barWidth = 32;
const slowestShown = 5;

/** How one input came to what it is: its phases with bars over time, and what the longest one was. */
export function describeInput(input: Input, stream: NodeJS.WriteStream, deliveredAtMs?: number): string {
  const phases = phasesOf(input, deliveredAtMs);
  const lines = [summaryOf(input, phases)];
  if (phases.length > 0) lines.push("", ...waterfall(phases, stream));
  const { ledger, acceptedAt = 0 } = input;
  if (ledger?.durableAt && acceptedAt)
    lines.push(
      "",
      `It was kept ${formatMs(ledger.durableAt - acceptedAt)} after it was accepted, while it ran.`,
    );
  return lines.join("\n");
}

/** How the inputs of a call did, all of those that were looked at. */
export function describeInputs({ inputs, totalInputs }: Pick<Explained, "inputs" | "totalInputs">): string {
  const states = Map.groupBy(inputs, ({ state, status }) => status || state || "");
  const counts = [...states].map(([state, those]) => `${those.length} ${state}`);
  const lines = [
    `${inputs.length === totalInputs ? "" : `The first ${inputs.length} of `}${totalInputs} inputs: ${counts.join(", ")}.`,
  ];
  const explained = inputs
    .map((input) => ({ input, phases: phasesOf(input) }))
    .filter(({ phases }) => phases.length > 0);
  if (explained.length === 0) return lines.join("\n");
  const names = [...new Set(explained.flatMap(({ phases }) => phases.map(({ name }) => name)))];
  const rows = names.map((name) => {
    const found = explained.flatMap(({ phases }) => phases.filter((phase) => phase.name === name));
    const sorted = found.map(({ fromMs, toMs }) => toMs - fromMs).toSorted((a, b) => a - b);
    return [
      name,
      formatMs(at(sorted, 0.5)),
      formatMs(at(sorted, 0.99)),
      String(found.length),
      found[0]?.meaning ?? "",
    ];
  });
  const slowest = explained.toSorted((a, b) => endOf(b.phases) - endOf(a.phases)).slice(0, slowestShown);
  lines.push("", formatTable(["phase", "p50", "p99", "inputs", ""], rows), "", "The slowest:");
  for (const { input, phases } of slowest) lines.push(`  ${summaryOf(input, phases)}`);
  return lines.join("\n");
}

function summaryOf(input: Input, phases: readonly Phase[]): string {
  const longest = phases.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))[0];
  const end = phases.length === 0 ? "" : ` in ${formatMs(endOf(phases))}`;
  const share =
    longest === undefined ? "" : `, most of it ${longest.name}: ${formatMs(longest.toMs - longest.fromMs)}`;
  return `Input ${input.idx ?? 0}: ${input.status || input.state}${end}${share}${attemptsOf(input)}`;
}

function attemptsOf({ attempt = 0, failures = 0, losses = 0 }: Input): string {
  const told = [
    failures ? `${failures} failed before` : "",
    losses ? `${losses} lost with ${losses === 1 ? "its container" : "their containers"}` : "",
  ].filter((text) => text !== "");
  return told.length === 0 ? "" : ` (attempt ${attempt}: ${told.join(", ")})`;
}

function waterfall(phases: readonly Phase[], stream: NodeJS.WriteStream): readonly string[] {
  const totalMs = endOf(phases);
  const widths = { name: Math.max(...phases.map(({ name }) => name.length)), ms: 10 };
  return phases.map(({ name, meaning, fromMs, toMs }) => {
    const begin = Math.min(barWidth - 1, Math.floor((fromMs / totalMs) * barWidth));
    const length = Math.max(1, Math.round(((toMs - fromMs) / totalMs) * barWidth));
    const bar = `${" ".repeat(begin)}${"█".repeat(Math.min(length, barWidth - begin))}`.padEnd(barWidth);
    const took = formatMs(toMs - fromMs).padStart(widths.ms);
    return `  ${name.padEnd(widths.name)} ${took}  ${styleText("cyan", bar, { stream })}  ${meaning}`;
  });
}

function endOf(phases: readonly Phase[]): number {
  return phases.at(-1)?.toMs ?? 0;
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function formatMs(ms: number): string {
  if (ms < 10) return `${ms.toFixed(2)} ms`;
  return ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
