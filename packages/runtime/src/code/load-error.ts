/** The code was loaded, but what this container is to serve is not in it. */
export class LoadError extends Error {
  override name = "LoadError";
}
