/** How a sign-in by an organisation ended: one word in the address to which its way back leads. */
export const ENDS = ['in', 'unlinked', 'declined', 'refused', 'lost', 'away'] as const;
export type End = (typeof ENDS)[number];

/** The word of `#organisation=…`; of anything else nothing is made. */
export function endIn(hash: string): End | null {
  const word = new URLSearchParams(hash.replace(/^#/, '')).get('organisation');
  return ENDS.find((end) => end === word) ?? null;
}

/** Takes the word out of the address: a page that is opened again has not just come back. */
export function takeEnd(): End | null {
  const end = endIn(window.location.hash);
  if (end !== null) {
    const { pathname, search } = window.location;
    window.history.replaceState(null, '', pathname + search);
  }
  return end;
}
