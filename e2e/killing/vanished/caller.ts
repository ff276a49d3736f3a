/** Calls a function, or maps over it, and is killed meanwhile: `caller.ts APP FUNCTION FILE COUNT`. */
import { Function } from "lydian";

const [app = "", name = "", file = "", count = "1"] = process.argv.slice(2);
const target = Function.fromName(app, name);
if (count === "1") await target.remote(file);
else {
  const numbers = Array.from({ length: Number(count) }, (_, i) => i);
  const files = numbers.map(() => file);
  for await (const _ of target.map(files, numbers));
}
