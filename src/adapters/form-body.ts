/** Pairs as browsers post a form: a type that needs no preflight. */
import type { Posting } from './wire.js';

export const writeForm = (pairs: readonly (readonly [name: string, value: string])[]): Posting => ({
  body: `${new URLSearchParams(pairs as [string, string][])}`,
  type: 'application/x-www-form-urlencoded',
});
