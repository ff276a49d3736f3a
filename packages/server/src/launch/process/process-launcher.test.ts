import { testLauncher } from "../launcher.contract.ts";
import { ProcessLauncher } from "./process-launcher.ts";

testLauncher({
  name: "process",
  create: (runDirectory) => ProcessLauncher.create({ runDirectory }),
  skip: process.platform === "win32" ? "Windows has no process groups" : undefined,
});
