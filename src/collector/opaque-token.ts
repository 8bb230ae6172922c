/** Tokens in the path of our own pages: 256 random bits, of which only the hash is kept. */
import { randomBytes } from 'node:crypto';

export const mintToken = (): string => randomBytes(32).toString('base64url');

/** Whether it may be one; whatever else it is need not be looked for. */
export const isToken = (text: unknown): text is string =>
  typeof text === 'string' && /^[\w-]{43}$/.test(text);
