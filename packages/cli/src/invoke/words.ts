import { usageError } from "../failure.ts";

/**
 * Arguments as a command line gives them: each word is JSON if it parses as JSON, else it is text.
 * `42` is a number, `hello` is text, `'"42"'` is text too, `'{"a":1}'` is an object.
 */
export function parseWords(words: readonly string[]): readonly unknown[] {
  return words.map((word) => {
    try {
      return JSON.parse(word) as unknown;
    } catch {
      return word;
    }
  });
}

/** An option whose value must be a JSON object. @throws CliError with exit code 2 for anything else */
export function parseJsonObject(option: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw usageError(
      `Cannot read ${option}: ${error instanceof Error ? error.message : String(error)}`,
      `Give a JSON object in quotes: ${option} '{"name": "you"}'`,
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw usageError(
      `Cannot read ${option}: it is JSON, but no object`,
      `For example: ${option} '{"name": "you"}'`,
    );
  }
  return { ...value };
}
