/** A sample in words, e.g. ` where employees.band = enterprise and email.kind is not known`; nothing for anybody. */
import type { Sample } from './find-case.js';

export function describeSample(sample: Sample): string {
  const parts = Object.entries(sample).map(([path, value]) =>
    value === null ? `${path} is not known` : `${path} = ${[value].flat().join(', ')}`,
  );
  return parts.length ? ` where ${parts.join(' and ')}` : '';
}
