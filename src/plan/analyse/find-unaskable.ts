/** Questions for which a visit never has the time. */
import type { FormConfig } from '../../model/form-config.js';
import type { ConfigProblem } from '../../model/ports.js';
import { estimateSeconds } from '../rules/effort.js';

export function findUnaskable({ ask, fields }: FormConfig): readonly ConfigProblem[] {
  const most = ask?.maxSeconds ?? Infinity;
  return fields.flatMap((field, i) => {
    const seconds = estimateSeconds(field);
    if (seconds <= most) return [];
    const problem = `can never be asked: it takes about ${seconds} seconds, and a visit may take ${most}`;
    return [{ path: `fields[${i}]`, problem, remedy: 'Raise ask.maxSeconds, or ask for something shorter.' }];
  });
}
