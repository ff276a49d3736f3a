/** Lets handles without a client of their own find a server: sets variables of this process, until they are given back. */
export function setVariables(variables: Readonly<Record<string, string>>): { restore(): void } {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return {
    restore() {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    },
  };
}

/** Where this user's programs keep what can be made again. */
export function cacheDirectory(home: string): string {
  return process.env["XDG_CACHE_HOME"] || `${home}/.cache`;
}
