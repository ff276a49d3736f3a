/** Where a web endpoint will be: clients take a function with an address for one that cannot be called otherwise. */
const hostile = /[^a-z0-9-]+/g;

/** A name that a URL can hold: `app-function`, or `app-class-method`. */
export function webUrlOf(
  origin: string,
  place: { readonly environmentName: string; readonly appName: string },
  name: string,
): string {
  const label = `${place.appName}-${name}`.toLowerCase().replaceAll(".", "-").replace(hostile, "-");
  return `${origin}/web/${place.environmentName}/${label}`;
}
