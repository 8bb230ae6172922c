/** Asks somebody who may know the visitor. Late, failing or talking rubbish: nothing is known. */
import type { ProfileSource, Recognised, RecogniseRequest } from '../model/ports.js';

/** `patience` in milliseconds; afterwards the request is given up, and an answer changes nothing. Never rejects. */
export function askSource(
  source: ProfileSource | undefined,
  request: Omit<RecogniseRequest, 'signal'>,
  patience: number,
): Promise<Recognised | undefined> {
  const signal = AbortSignal.timeout(Math.max(0, Math.ceil(patience)));
  const late = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const asked = new Promise<Recognised | undefined>((resolve) =>
    resolve(source?.load({ ...request, signal })),
  );
  return Promise.race([asked.catch(() => undefined), late]);
}

/** One that cannot even be looked at is a source that fails. */
export const isSource = (given: unknown): given is ProfileSource =>
  typeof given === 'object' &&
  given !== null &&
  attempt(() => typeof (given as Partial<ProfileSource>).load === 'function', true);

export const idTokenOf = (source: ProfileSource): string | undefined =>
  attempt(() => {
    const { idToken } = source;
    return typeof idToken === 'string' ? idToken : undefined;
  }, undefined);

/** What the page hands in may throw wherever it is read. */
export function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
