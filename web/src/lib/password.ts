export type PasswordAdvice = 'length' | 'personal' | 'varied';

const SHORTEST = 12;
const FEWEST_DIFFERENT = 6;

/**
 * What a new password already does right. `own` are words an attacker would try first (names, login name). Only the
 * server judges; this is guidance while typing.
 */
export function passwordAdvice(password: string, own: string[]): Record<PasswordAdvice, boolean> {
  const lower = password.normalize('NFKC').toLowerCase();
  const words = own
    .flatMap((text) =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .split(/[\s@.]+/),
    )
    .filter((word) => word.length >= 3);
  return {
    length: Array.from(password).length >= SHORTEST,
    personal: password !== '' && !words.some((word) => lower.includes(word)),
    varied: new Set(lower).size >= FEWEST_DIFFERENT,
  };
}
