/** One-time links: read once from the address, and then out of it. */

/** The secret of a one-time link, `#link=…`: what stands behind the sign never reaches a server or its log. */
export function secretIn(hash: string): string | null {
  const secret = new URLSearchParams(hash.replace(/^#/, '')).get('link');
  return secret === null || secret === '' ? null : secret;
}

/** Takes the secret out of the address, so that neither the history nor a shared screen keeps it. */
export function takeSecret(): string | null {
  const secret = secretIn(window.location.hash);
  if (secret !== null) {
    const { pathname, search } = window.location;
    window.history.replaceState(null, '', pathname + search);
  }
  return secret;
}
