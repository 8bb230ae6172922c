/** How often something was announced, for conditions on `count.<name>`, `.first` and `.last`. */
import type { Count, Profile } from '../../model/profile.js';
import type { Found } from '../../plan/evaluate-condition.js';

export interface EventCounts {
  add(name: string, now: number): void;
  find(path: string): Found;
}

/** Counts on from `before`, which stays as it is. */
export function createEventCounts(before: Profile['counts'] = {}): EventCounts {
  const counts = new Map<string, Count>(Object.entries(before));
  return {
    add(name, now) {
      const last = new Date(now).toISOString();
      const { n, first } = counts.get(name) ?? { n: 0, first: last };
      counts.set(name, { n: n + 1, first, last });
    },
    find(path) {
      const [, name = '', part = 'n'] = path.split('.');
      const count = counts.get(name);
      return { value: part === 'n' || part === 'first' || part === 'last' ? count?.[part] : undefined };
    },
  };
}
