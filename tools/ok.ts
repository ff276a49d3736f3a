/** `npm run ok`: the gate. */
import { runGate } from "./gate.ts";

const { passed, failed } = await runGate();
console.log(failed === 0 ? `\nok: ${passed} passed` : `\nNOT ok: ${failed} failed, ${passed} passed`);
process.exitCode = failed === 0 ? 0 : 1;
