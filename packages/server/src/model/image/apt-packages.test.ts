import assert from "node:assert/strict";
import { test } from "node:test";
import { aptPackages } from "./apt-packages.ts";

const cases: readonly (readonly [string, readonly string[] | undefined])[] = [
  ["apt-get update", []],
  ["apt-get install -y b a", ["b", "a"]],
  [
    "apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*",
    ["git"],
  ],
  ["DEBIAN_FRONTEND=noninteractive apt-get -qq install -y tzdata=2024a", ["tzdata"]],
  ["apt install 'libgl1' ffmpeg/stable", ["libgl1", "ffmpeg"]],
  ["sudo apt-get install -y curl; apt-get clean", ["curl"]],
  ["apt-get install -y git && git --version", undefined],
  ["apt-get install -y $PACKAGES", undefined],
  ["apt-get install -y $(cat list)", undefined],
  ["apt-get update || true", []],
  ["apt-get update | tee log", undefined],
  ["apt-get remove git", undefined],
  ["apt-get install -y git && rm -rf /var/lib/apt/lists/* /var/cache/apt", ["git"]],
  ["apt-get install -y git && rm -rf /var/lib/apt /home", undefined],
  ["rm -rf", undefined],
  ["python -m pip install apt", undefined],
  ["echo apt-get install git", undefined],
];

for (const [line, expected] of cases)
  test(`aptPackages(${JSON.stringify(line)})`, () => assert.deepEqual(aptPackages(line), expected));

test("aptPackages() reads what is made to be read for ever", () => {
  assert.equal(aptPackages(`rm ${"/var/lib/apt".repeat(10_000)} x`), undefined);
  assert.equal(aptPackages(`${"a=b ".repeat(10_000)}!`), undefined);
});
