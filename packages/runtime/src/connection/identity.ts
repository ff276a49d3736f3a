/** Where the server is and who this container is to it. */
export interface Identity {
  readonly socketPath: string;
  readonly containerId: string;
  readonly secret: string;
}

/**
 * Takes the identity out of the environment: code of users must not find the secret there. Throws
 * where it is not complete.
 */
export function takeIdentity(environment: NodeJS.ProcessEnv): Identity {
  return {
    socketPath: takeVariable(environment, "LYDIAN_SERVER_SOCKET"),
    containerId: takeVariable(environment, "LYDIAN_CONTAINER_ID"),
    secret: takeVariable(environment, "LYDIAN_CONTAINER_SECRET"),
  };
}

function takeVariable(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value === undefined) throw new Error(`Cannot start as a container: ${name} is not set`);
  delete environment[name];
  return value;
}
