/** The version of the web page, as built. */
export const RELEASE: string = import.meta.env.VITE_RELEASE ?? '';
