import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../error.ts";
import { type ImageStep, plainSurroundings } from "../image.ts";
import { type ImageSource, readRecipe } from "./recipe.ts";

const slim = [
  "FROM python:3.12.10-slim-bookworm",
  "RUN apt-get update",
  "RUN apt-get install -y gcc gfortran build-essential",
  "RUN pip install --upgrade pip wheel uv",
  "RUN echo 'debconf debconf/frontend select Noninteractive' | debconf-set-selections",
  'CMD ["sleep", "172800"]',
];

function read(lines: readonly string[], changes: Partial<ImageSource> = {}) {
  return readRecipe({
    lines,
    bases: new Map([["base", "im-base"]]),
    surroundingsOf: () => plainSurroundings,
    context: [],
    buildArguments: {},
    hasGpu: false,
    ...changes,
  });
}

function onBase(...lines: string[]) {
  return read(["FROM base", ...lines]);
}

/** What runs, as a shell gets it. */
function commands(steps: readonly ImageStep[]): readonly (string | undefined)[] {
  return steps.flatMap((step) => (step.kind === "run" ? [step.command.at(-1)] : []));
}

function refusal(act: () => unknown): LydianError {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof LydianError);
    return error;
  }
  assert.fail("it was not refused");
}

test("readRecipe() takes the lines of debian_slim for nothing but Python", () => {
  assert.deepEqual(read(slim), {
    base: { kind: "python", version: "3.12" },
    steps: [],
    surroundings: plainSurroundings,
    warnings: [],
  });
});

test("readRecipe() does what follows those lines, and all of them if they are others", () => {
  assert.deepEqual(commands(read([...slim, "RUN echo"]).steps), ["echo"]);
  const others = read([...slim.slice(0, 3), "RUN pip install --upgrade pip"]).steps;
  assert.deepEqual(others[0], { kind: "system-packages", names: ["gcc", "gfortran", "build-essential"] });
  assert.deepEqual(commands(others), ["pip install --upgrade pip"]);
});

test("readRecipe() warns that an image of Python has nothing else here", () => {
  for (const reference of ["python:3.11", "docker.io/library/python:3.11-slim", "python:3.11.4-alpine"]) {
    const { base, warnings } = read([`FROM ${reference}`]);
    assert.deepEqual(base, { kind: "python", version: "3.11" });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /is Python 3\.11 of this machine here/);
  }
});

test("readRecipe() refuses other images, saying what to take instead", () => {
  for (const reference of [
    "ubuntu:22.04",
    "scratch",
    "python:latest",
    "python:3.13.1t-slim",
    "x/python:3.11",
  ]) {
    const error = refusal(() => read([`FROM ${reference}`]));
    assert.equal(error.kind, "unimplemented");
    assert.match(
      error.message,
      new RegExp(`^Cannot build from "${reference}": .*; use modal\\.Image\\.debian_slim`),
    );
  }
});

test("readRecipe() gives an image of Python the interpreter that is added to it", () => {
  const lines = [
    "FROM python:3.9-slim-bookworm",
    "COPY /python/. /usr/local",
    "RUN ln -s /usr/local/bin/python3 /usr/local/bin/python",
    "ENV TERMINFO_DIRS=/etc/terminfo:/lib/terminfo",
  ];
  const { base, steps } = read(lines, { addedPython: "3.12" });
  assert.deepEqual(base, { kind: "python", version: "3.12" });
  assert.deepEqual(steps, [{ kind: "env", name: "TERMINFO_DIRS", value: "/etc/terminfo:/lib/terminfo" }]);
});

test("readRecipe() hands on what its base has set, and fills variables in", () => {
  const surroundings = {
    environment: { PATH: "/opt/venv/bin:/bin", A: "1" },
    workingDirectory: "/w",
    shell: ["/bin/bash", "-c"],
  };
  const lines = [
    "FROM base",
    "ENV B=$A.2 PATH=/x:$PATH",
    "ENV C spaced value",
    "WORKDIR sub/../in",
    "RUN echo $A",
  ];
  const recipe = read(lines, { surroundingsOf: () => surroundings });
  assert.deepEqual(recipe.surroundings, {
    environment: { PATH: "/x:/opt/venv/bin:/bin", A: "1", B: "1.2", C: "spaced value" },
    workingDirectory: "/w/in",
    shell: ["/bin/bash", "-c"],
  });
  // A shell fills in its own.
  assert.deepEqual(recipe.steps.at(-1), {
    kind: "run",
    command: ["/bin/bash", "-c", "echo $A"],
    text: "echo $A",
    variables: {},
  });
});

test("readRecipe() takes build arguments before defaults, before FROM and for commands", () => {
  const lines = ["ARG V=3.10", "FROM python:${V}-slim", "ARG NAME=a", "ARG OTHER", "ENV N=$NAME", "RUN echo"];
  const { base, steps } = read(lines, { buildArguments: { V: "3.11", NAME: "b", UNKNOWN: "c" } });
  assert.deepEqual(base, { kind: "python", version: "3.11" });
  assert.deepEqual(steps[0], { kind: "env", name: "N", value: "b" });
  assert.deepEqual(steps[1]?.kind === "run" && steps[1].variables, { V: "3.11", NAME: "b" });
});

test("readRecipe() runs words as they are, and lines in the shell that is set", () => {
  const { steps } = onBase('RUN ["echo", "$A"]', 'SHELL ["/bin/bash", "-ec"]', "RUN x");
  const run = steps.map((step) => (step.kind === "run" ? step.command : []));
  assert.deepEqual(run, [
    ["echo", "$A"],
    ["/bin/bash", "-ec", "x"],
  ]);
});

test("readRecipe() asks the machine for packages, and runs what does more than install them", () => {
  const { steps } = onBase(
    "RUN apt-get update",
    "RUN apt-get install -y git curl",
    "RUN apt-get install -y x && x",
  );
  assert.deepEqual(
    steps.map(({ kind }) => kind),
    ["system-packages", "run"],
  );
});

test("readRecipe() gives uv where it is copied from its image, and where a line calls it", () => {
  const copied = onBase("COPY --from=ghcr.io/astral-sh/uv:latest /uv /.uv/uv", "RUN /.uv/uv pip install a");
  assert.deepEqual(copied.steps[0], { kind: "uv", path: "/.uv/uv" });
  const called = onBase("RUN cd x && uv pip install a", "RUN uv sync");
  assert.deepEqual(
    called.steps.map(({ kind }) => kind),
    ["uv", "env", "run", "uv", "run"],
  );
  assert.match(called.surroundings.environment["PATH"] ?? "", /:\/\.uv$/);
  assert.equal(onBase("RUN echo uvicorn; luv it").steps.length, 1);
});

test("readRecipe() places the files of the context, with the mode that is asked for", () => {
  const context = [{ path: "/a.sh", sha256: "aa", mode: 0o644, size: 1 }];
  const { steps, warnings } = read(["FROM base", "WORKDIR /w", "COPY --chmod=755 --chown=x a.sh bin/"], {
    context,
  });
  const files = [{ path: "/w/bin/a.sh", sha256: "aa", mode: 0o755, size: 1 }];
  assert.deepEqual(steps[1], { kind: "copy", text: "COPY a.sh bin/", files });
  assert.match(warnings[0] ?? "", /--chown is left out/);
});

test("readRecipe() leaves out what says nothing of files, and warns of what would have changed something", () => {
  const quiet = onBase("LABEL a=b", "EXPOSE 80", 'CMD ["x"]', "ENTRYPOINT []");
  assert.deepEqual([quiet.steps, quiet.warnings], [[], []]);
  const told = onBase(
    "USER nobody",
    'ENTRYPOINT ["x"]',
    "VOLUME /data",
    "RUN --mount=type=cache,target=/c pip x",
  );
  assert.equal(told.warnings.length, 4);
  assert.match(read(["FROM base"], { hasGpu: true }).warnings[0] ?? "", /without a GPU/);
});

const refused: readonly (readonly [string, RegExp])[] = [
  ["COPY --from=alpine /bin/sh /x", /Cannot copy from "alpine"/],
  ["FROM other", /in one stage/],
  ["ADD https://example.com/x /x", /fetch or unpack it in a RUN line/],
  ["ADD data.tar.gz /x", /fetch or unpack/],
  ["RUN --mount=type=secret,id=x cat", /no flag but a cache/],
  ["COPY nope /x", /no such file/],
  ["ONBUILD RUN x", /"ONBUILD RUN x": the instruction is not known/],
  ["ENV =x", /write NAME=value/],
  ["SHELL bash", /JSON list of words/],
];

for (const [line, message] of refused)
  test(`readRecipe() refuses ${line}`, () => assert.match(refusal(() => onBase(line)).message, message));

test("readRecipe() needs a FROM, before everything but arguments", () => {
  assert.match(refusal(() => read([])).message, /first instruction must be FROM/);
  assert.match(refusal(() => read(["RUN x", "FROM base"])).message, /RUN comes before FROM/);
});
