/**
 * The shape of a JSON web token around claims that need no protection: clients look inside, and
 * nothing here trusts what comes back. Some decode it by the alphabet of plain base64, so claims
 * should be letters and digits.
 */
export function unsignedToken(claims: Readonly<Record<string, string | number>>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part(claims)}.lydian`;
}
