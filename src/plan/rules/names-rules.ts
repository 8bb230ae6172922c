/** Whether a definition names anything that needs the rules: small, so that the first file can tell. */
import type { FormConfig } from '../../model/form-config.js';

export function namesRules(config: FormConfig): boolean {
  const { ask, fields, signals = {}, trigger, segments, scores, stages, matrix, pauses } = config;
  const named = [trigger, segments, scores, stages, matrix, pauses, ask?.maxSeconds, ask?.budget];
  return (
    named.some((part) => part !== undefined) ||
    fields.some(({ classify, bant, queued, confirm }) => [classify, bant, queued, confirm].some(Boolean)) ||
    Object.keys(signals).some((path) => path.startsWith('count.')) ||
    looksAtKind(config)
  );
}

/** Wherever a condition stands, its path is a key. */
export const looksAtKind = (config: FormConfig): boolean => JSON.stringify(config).includes('"email.kind":');
