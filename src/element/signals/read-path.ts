/** One thing that the page or the device says by itself; only what the path names is touched. */
import type { AnswerValue } from '../../model/answers.js';
import { regionOf } from './region-of.js';

export interface SignalSource {
  readonly window: Pick<Window & typeof globalThis, 'location' | 'document' | 'matchMedia' | 'Intl'>;
  readonly host: Pick<HTMLElement, 'getAttribute'>;
  readonly locale: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Characters of a query parameter: it is anybody's text. */
const longest = 200;

/** Nothing where the path is none of these, or where nothing is said. */
export function readPath(path: string, from: SignalSource): AnswerValue | undefined {
  const parameter = path.replace(/^utm\./, 'utm_').replace(/^page\.query\./, '');
  if (parameter !== path)
    return new URLSearchParams(from.window.location.search).get(parameter)?.slice(0, longest);
  return path.startsWith('now.') ? readTime(path, new Date(from.now)) : readPlace(path, from);
}

function readPlace(path: string, { window, host, locale }: SignalSource): AnswerValue | undefined {
  switch (path) {
    case 'locale':
      return locale;
    case 'page.path':
      return window.location.pathname;
    case 'page.host':
      return window.location.host;
    case 'page.referrer':
      return hostOf(window.document.referrer);
    case 'page.context':
      return host.getAttribute('context')?.match(/[^\s,]+/g) ?? undefined;
    case 'device.kind':
      return readKind((query) => window.matchMedia(query).matches);
    case 'device.timezone':
      return readTimeZone(window);
    case 'device.region':
      return regionOf(readTimeZone(window) ?? '');
  }
  return undefined;
}

/** By the visitor's own clock and calendar; Monday is 1. */
function readTime(path: string, date: Date): AnswerValue | undefined {
  switch (path) {
    case 'now.hour':
      return date.getHours();
    case 'now.weekday':
      return date.getDay() || 7;
    case 'now.date':
      return new Date(+date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  }
  return undefined;
}

/** Never more than the host: the rest of an address may tell about a person. */
function hostOf(address: string): string | undefined {
  try {
    return new URL(address).host || undefined;
  } catch {
    return undefined; // the visitor came from nowhere, or the page tells a fable
  }
}

/** By the finger and the room, not by the name of the browser: a narrow window on a desk is no phone. */
function readKind(matches: (query: string) => boolean): string {
  if (!matches('(pointer: coarse)')) return 'desktop';
  return matches('(max-width: 640px), (max-height: 480px)') ? 'phone' : 'tablet';
}

const readTimeZone = ({ Intl }: SignalSource['window']): string | undefined =>
  Intl.DateTimeFormat().resolvedOptions().timeZone || undefined;
