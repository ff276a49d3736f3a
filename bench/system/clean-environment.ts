/** This process's environment without anything that points at a person's own server. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(MODAL|LYDIAN)_/.test(name));
  return Object.fromEntries(kept);
}
