/** What the page and the device say without being asked. Only the named paths are read. */
import type { Scalar } from '../model/condition.js';

export function readSignals(paths: readonly string[], locale: string, now: Date): Record<string, Scalar> {
  const values: Record<string, Scalar> = {};
  for (const path of paths) {
    const value = readSignal(path, locale, now);
    if (value !== undefined && value !== null) values[path] = value;
  }
  return values;
}

function readSignal(path: string, locale: string, now: Date): Scalar | null | undefined {
  const [group, name = ''] = path.split('.');
  if (group === 'utm') return new URLSearchParams(location.search).get(`utm_${name}`)?.slice(0, 200);
  switch (path) {
    case 'locale':
      return locale;
    case 'page.path':
      return location.pathname;
    case 'page.host':
      return location.host;
    case 'device.kind':
      return matchMedia('(max-width: 640px)').matches ? 'phone' : 'desktop';
    case 'now.hour':
      return now.getHours();
    case 'now.weekday':
      return now.getDay() || 7;
    case 'now.date':
      return now.toISOString().slice(0, 10);
  }
  return undefined;
}
