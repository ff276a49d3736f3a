import type { Definition } from "lydian/internal";
import { ClassService } from "./class-service.ts";
import { FunctionService } from "./function-service.ts";
import type { Service } from "./target.ts";

/** What serves a definition. `parameters` are those of a class, bound. */
export function serveDefinition(
  definition: Definition,
  parameters: Readonly<Record<string, unknown>>,
): Service {
  switch (definition.kind) {
    case "class":
      return new ClassService(definition, parameters);
    case "function":
    case "generator": {
      const { tag, kind, options } = definition;
      const handler = definition.handler as (...args: readonly unknown[]) => unknown; // callers' types are checked by callers
      const target = {
        name: tag,
        isGenerator: kind === "generator",
        input: options.input,
        output: options.output,
        invoke: (args: readonly unknown[]) => handler(...args),
      };
      return new FunctionService(target, options.batchMaxSize !== undefined);
    }
  }
}
