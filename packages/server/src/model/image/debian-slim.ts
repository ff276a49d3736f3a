import type { Instruction } from "./dockerfile.ts";

/**
 * What official clients write behind `FROM python:…-slim-bookworm` for an image of nothing but Python:
 * system packages for compilers, installers and a program that waits. All of it is there, or is this
 * machine's own.
 */
const slimLines: readonly RegExp[] = [
  /^RUN apt-get update$/,
  /^RUN apt-get install -y gcc gfortran build-essential$/,
  /^RUN pip install --upgrade pip wheel uv$/,
  /^RUN echo 'debconf debconf\/frontend select Noninteractive' \| debconf-set-selections$/,
  /^CMD /,
];

/** The instructions without those lines, if they follow `FROM` as official clients write them. */
export function withoutSlimLines(instructions: readonly Instruction[]): readonly Instruction[] {
  const [from, ...rest] = instructions;
  const isSlim =
    from?.name === "FROM" &&
    /^python:\d+\.\d+\.\d+-slim-bookworm$/.test(from.text) &&
    slimLines.every((pattern, index) => pattern.test(lineOf(rest[index])));
  return isSlim ? [from, ...rest.slice(slimLines.length)] : instructions;
}

function lineOf(instruction: Instruction | undefined): string {
  return instruction === undefined ? "" : `${instruction.name} ${instruction.text}`;
}
