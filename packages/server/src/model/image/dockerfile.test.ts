import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDockerfile } from "./dockerfile.ts";

/** Instructions as they are easily read: name, flags, text. */
function parsed(...lines: string[]): string[] {
  return parseDockerfile(lines.join("\n")).map(({ name, flags, text }) => {
    const written = Object.entries(flags).map(([flag, value]) => `--${flag}=${value} `);
    return `${name} ${written.join("")}${text}`;
  });
}

const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["one instruction a line", ["FROM a", "RUN b"], ["FROM a", "RUN b"]],
  ["names in any case", ["from a", "Run b"], ["FROM a", "RUN b"]],
  ["comments and empty lines", ["# syntax=x", "", "FROM a", "  # more", "\t"], ["FROM a"]],
  ["a line that goes on", ["RUN a && \\", "    b"], ["RUN a &&     b"]],
  ["comments and empty lines inside of one", ["RUN a \\", "# no", "", "  # nor this", "b"], ["RUN a b"]],
  ["spaces behind the backslash", ["RUN a \\  ", "b"], ["RUN a b"]],
  ["a backslash in the last line", ["RUN a \\"], ["RUN a"]],
  ["a backslash within a line", [String.raw`RUN echo a\ b`], [String.raw`RUN echo a\ b`]],
  ["lines of Windows", ["FROM a\r", "RUN b \\\r", "c\r"], ["FROM a", "RUN b c"]],
  ["a hash that begins no comment", ["RUN echo '#' #x"], ["RUN echo '#' #x"]],
  ["flags", ["COPY --from=x --link a b"], ["COPY --from=x --link= a b"]],
  ["what looks like a flag further on", ["RUN pip install --pre six"], ["RUN pip install --pre six"]],
  ["a shift and a here-string", ["RUN echo $((1<<2)) && cat <<<x"], ["RUN echo $((1<<2)) && cat <<<x"]],
  ["instructions without anything", ["ENTRYPOINT []", "CMD"], ["ENTRYPOINT []", "CMD "]],
];

for (const [what, lines, expected] of cases)
  test(`parseDockerfile() reads ${what}`, () => assert.deepEqual(parsed(...lines), expected));

test("parseDockerfile() reads the same wherever a line is cut between words", () => {
  const words = ["RUN", "python", "-m", "pip", "install", "a==1", "'b c'", "d"];
  for (let cut = 1; cut < words.length; cut += 1) {
    const lines = [`${words.slice(0, cut).join(" ")} \\`, words.slice(cut).join(" ")];
    assert.deepEqual(parsed(...lines), [words.join(" ")]);
  }
});

test("parseDockerfile() refuses what is no instruction, and here-documents", () => {
  assert.throws(() => parsed("FROM a", "++"), /Cannot read the Dockerfile: "\+\+" is no instruction/);
  for (const mark of ["<<EOF", "<<-EOF", '<<"EOF"', "3<<EOF"])
    assert.throws(() => parsed(`RUN cat ${mark}`, "a", "EOF"), /here-documents are not read/, mark);
});
