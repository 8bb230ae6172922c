import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPath, type SignalSource } from '../../src/element/signals/read-path.js';
import { cases } from '../fixtures/forms.js';

interface Given {
  readonly search?: string;
  readonly referrer?: string;
  readonly context?: string;
  readonly media?: readonly string[];
  readonly timeZone?: string;
  readonly now?: string;
}

/** A page that notes everything that is looked at. */
function page(given: Given = {}, touched: string[] = []): SignalSource {
  const watch = <T extends object>(object: T, name: string): T =>
    new Proxy(object, {
      get(target, key) {
        touched.push(`${name}${String(key)}`);
        return Reflect.get(target, key) as unknown;
      },
    });
  const location = {
    pathname: '/guides/a',
    host: 'shop.example',
    search: given.search ?? '',
    href: '',
    hash: '',
  };
  const document = { referrer: given.referrer ?? '', cookie: '', title: '' };
  const intl = { DateTimeFormat: () => ({ resolvedOptions: () => ({ timeZone: given.timeZone ?? 'UTC' }) }) };
  const window = {
    location: watch(location, 'location.'),
    document: watch(document, 'document.'),
    matchMedia: (query: string) => ({ matches: (given.media ?? []).includes(query) }),
    Intl: watch(intl, 'Intl.'),
    navigator: {},
    screen: {},
  };
  const host = { getAttribute: (name: string) => (touched.push(`@${name}`), given.context ?? null) };
  return {
    window: watch(window, '') as unknown as SignalSource['window'],
    host,
    locale: 'de-AT',
    now: Date.parse(given.now ?? '2026-11-22T12:00:00Z'),
  };
}

const read = (path: string, given?: Given) => readPath(path, page(given));

const time: readonly string[] = [];
const address = ['location', 'location.search'];
const zone = ['Intl', 'Intl.DateTimeFormat'];
/** What each path may look at. */
const sources: Readonly<Record<string, readonly string[]>> = {
  locale: [],
  'page.path': ['location', 'location.pathname'],
  'page.host': ['location', 'location.host'],
  'page.referrer': ['document', 'document.referrer'],
  'page.context': ['@context'],
  'page.query.plan': address,
  'utm.source': address,
  'device.kind': ['matchMedia'],
  'device.timezone': zone,
  'device.region': zone,
  'now.hour': time,
  'now.weekday': time,
  'now.date': time,
  'flag.beta': [],
  'count.video': [],
  'page.scroll': [],
  'page.title': [],
  'device.memory': [],
};

describe('what a page says by itself', () => {
  test('S69 is looked at only where the path names it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...Object.keys(sources))), (paths) => {
        const touched: string[] = [];
        for (const path of paths) readPath(path, page({}, touched));
        expect([...new Set(touched)].sort()).toEqual(
          [...new Set(paths.flatMap((path) => sources[path] ?? []))].sort(),
        );
      }),
      { numRuns: cases },
    );
  });

  test('S69 is nothing for paths that nobody documented', () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        fc.pre(!/^(utm|page\.query)\./.test(path) && !(path in sources));
        expect(read(path)).toBeUndefined();
      }),
      { numRuns: cases },
    );
    expect(
      ['flag.beta', 'count.video', 'page.scroll', '__proto__', 'constructor'].map((path) => read(path)),
    ).toEqual(Array(5).fill(undefined));
  });

  test.each<[path: string, given: Given, value: unknown]>([
    ['locale', {}, 'de-AT'],
    ['page.path', {}, '/guides/a'],
    ['page.host', {}, 'shop.example'],
    ['page.query.plan', { search: '?plan=pro&x=1' }, 'pro'],
    ['page.query.plan', { search: '?plans=pro' }, undefined],
    ['page.query.plan', { search: '?plan' }, ''],
    ['page.query.plan', { search: '?plan=a%20b+c' }, 'a b c'],
    ['page.query.a.b', { search: '?a.b=1' }, '1'],
    ['page.query.plan', { search: `?plan=${'x'.repeat(300)}` }, 'x'.repeat(200)],
    ['utm.source', { search: '?utm_source=news&source=other' }, 'news'],
    ['utm.source', { search: '?source=other' }, undefined],
    ['utm.campaign', { search: `?utm_campaign=${'x'.repeat(300)}` }, 'x'.repeat(200)],
    ['page.context', { context: 'guides  pricing,\n sale' }, ['guides', 'pricing', 'sale']],
    ['page.context', { context: ' , ' }, undefined],
    ['page.context', {}, undefined],
    ['device.timezone', { timeZone: 'Europe/Vienna' }, 'Europe/Vienna'],
    ['device.timezone', { timeZone: '' }, undefined],
    ['device.region', { timeZone: 'Europe/Vienna' }, 'EEA'],
    ['device.region', { timeZone: 'UTC' }, undefined],
  ])('S69 %s of %j is %j', (path, given, value) => {
    expect(read(path, given)).toEqual(value);
  });

  test.each([
    ['https://search.example/results?q=my+name#me', 'search.example'],
    ['https://user:secret@news.example:8443/a/b', 'news.example:8443'],
    ['android-app://com.example.app/', 'com.example.app'],
    ['about:blank', undefined],
    ['no address', undefined],
    ['', undefined],
  ])('S63 the referrer %j tells no more than its host', (referrer, host) => {
    expect(read('page.referrer', { referrer })).toBe(host);
  });

  test.each([
    ['a mouse in a wide window', [], 'desktop'],
    ['a mouse in a narrow window', ['(max-width: 640px), (max-height: 480px)'], 'desktop'],
    [
      'a finger in a narrow or low window',
      ['(pointer: coarse)', '(max-width: 640px), (max-height: 480px)'],
      'phone',
    ],
    ['a finger in a wide window', ['(pointer: coarse)'], 'tablet'],
  ])('S69 %s: the device', (_, media, kind) => {
    expect(read('device.kind', { media })).toBe(kind);
  });
});

describe('local time', () => {
  const { TZ } = process.env;
  beforeEach(() => void delete process.env['TZ']);
  afterEach(() => {
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  });

  test.each([
    ['UTC', '2026-11-22T23:59:59Z', 23, 7, '2026-11-22'],
    ['Europe/Vienna', '2026-11-22T23:30:00Z', 0, 1, '2026-11-23'],
    ['Pacific/Kiritimati', '2026-11-22T12:00:00Z', 2, 1, '2026-11-23'],
    ['America/Los_Angeles', '2026-11-23T07:00:00Z', 23, 7, '2026-11-22'],
    ['Asia/Kathmandu', '2026-12-31T18:14:00Z', 23, 4, '2026-12-31'],
    ['Asia/Kathmandu', '2026-12-31T18:15:00Z', 0, 5, '2027-01-01'],
    ['Europe/Vienna', '2026-03-29T01:00:00Z', 3, 7, '2026-03-29'],
    ['Europe/Vienna', '2026-10-25T01:00:00Z', 2, 7, '2026-10-25'],
    ['America/Sao_Paulo', '2028-02-29T02:59:00Z', 23, 1, '2028-02-28'],
  ])('S76 in %s at %s is told by the visitor’s own clock', (zone, now, hour, weekday, date) => {
    process.env['TZ'] = zone;
    expect(['now.hour', 'now.weekday', 'now.date'].map((path) => read(path, { now }))).toEqual([
      hour,
      weekday,
      date,
    ]);
  });
});
