/** The nonce of this page load, which the Content-Security-Policy asks of every style element made by script. */
export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
