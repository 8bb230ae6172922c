import { expect } from 'chai';
import { readSignals, type SignalContext } from '../../src/element/read-signals.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { emptyProfile } from '../../src/model/profile.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { definition, name } from './page.js';
import {
  announce,
  context,
  declaring,
  host,
  listeners,
  page,
  read,
  replace,
  setUp,
  tearDown,
  time,
  wait,
} from './signal-page.js';

describe('what the page says', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  it('S69 reads the declared signals at once where there is no trigger, and listens to nothing', async () => {
    history.replaceState(null, '', '?plan=pro&utm_source=news');
    host.setAttribute('context', 'guides pricing');
    const paths = [
      'locale',
      'page.path',
      'page.host',
      'page.context',
      'page.query.plan',
      'utm.source',
      'utm.term',
    ];
    expect(await read(declaring(...paths, 'device.kind', 'flag.beta', 'nobody.knows'))).to.deep.equal({
      locale: 'en',
      'page.path': location.pathname,
      'page.host': location.host,
      'page.context': ['guides', 'pricing'],
      'page.query.plan': 'pro',
      'utm.source': 'news',
      'device.kind': 'desktop',
    });
    expect(listeners.left).to.deep.equal([]);
  });

  describe('S69', () => {
    const noted: string[] = [];

    beforeEach(() => {
      noted.length = 0;
      const note = (object: object, key: string, value: unknown) =>
        replace(object, key, { get: () => (noted.push(key), value) });
      note(window, 'matchMedia', matchMedia.bind(window));
      note(window, 'URLSearchParams', URLSearchParams);
      note(Intl, 'DateTimeFormat', Intl.DateTimeFormat);
      note(document, 'referrer', 'https://search.example/?q=secret');
      for (const key of [
        'userAgent',
        'language',
        'languages',
        'platform',
        'geolocation',
        'hardwareConcurrency',
      ])
        note(navigator, key, undefined);
      replace(host, 'getAttribute', {
        value: (key: string) => (noted.push(key), Element.prototype.getAttribute.call(host, key)),
      });
    });

    const sources: readonly (readonly [path: string, touched: readonly string[]])[] = [
      ['locale', []],
      ['page.path', []],
      ['page.host', []],
      ['now.hour', []],
      ['now.weekday', []],
      ['now.date', []],
      ['count.video', []],
      ['page.scroll', []],
      ['page.referrer', ['referrer']],
      ['page.context', ['context']],
      ['page.query.plan', ['URLSearchParams']],
      ['utm.source', ['URLSearchParams']],
      ['device.kind', ['matchMedia']],
      ['device.timezone', ['DateTimeFormat']],
      ['device.region', ['DateTimeFormat']],
    ];

    it('S69 touches nothing where nothing is declared, also while it waits', async () => {
      await read({});
      wait({
        'page.path': '/',
        'device.kind': 'phone',
        locale: 'en',
        'page.context': 'a',
        'page.events': ['b'],
      });
      announce('c');
      expect(noted).to.deep.equal([]);
    });

    for (const [path, touched] of sources)
      it(`S69 ${path} touches ${touched.join() || 'nothing of these'}`, async () => {
        await read(declaring(path));
        expect([...new Set(noted)]).to.deep.equal(touched);
      });

    it('S63 touches nothing for a purpose that needs a consent nobody gave, or that nobody described', async () => {
      const all = Object.fromEntries(sources.map(([path]) => [path, 'profiling']));
      expect(await read({ signals: all })).to.deep.equal({});
      expect(await read({ signals: { 'device.region': 'nobody', locale: 'constructor' } })).to.deep.equal({});
      expect(noted).to.deep.equal([]);
    });

    it('S63 reads them with that consent, and of the referrer only the host', async () => {
      const signals = { 'page.referrer': 'profiling', 'device.region': 'profiling' };
      const values = await read({ signals }, { consents: { profiling: '2026-11-22T10:00:00Z' } });
      expect(values['page.referrer']).to.equal('search.example');
      expect(new Set(noted)).to.deep.equal(new Set(['referrer', 'DateTimeFormat']));
    });
  });

  it('S76 tells hour, weekday and date by the visitor’s own clock', async () => {
    const values = await read(declaring('now.hour', 'now.weekday', 'now.date'));
    const here = new Date(time.now);
    const two = (part: number) => String(part).padStart(2, '0');
    expect(values).to.deep.equal({
      'now.hour': here.getHours(),
      'now.weekday': here.getDay() || 7,
      'now.date': `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())}`,
    });
  });

  it('S8 a step bound to a context is asked only where the element declares that context', async () => {
    const step = { id: 'topic', reason: 'Why', fields: ['firstName'], when: { 'page.context': 'guides' } };
    const config = definition([name], { steps: [step], ...declaring('page.context') });
    const plan = async () =>
      planFields(config, emptyProfile(), { now: time.now, values: await readSignals(config, context()) });
    for (const [attribute, asked] of [
      ['guides', 1],
      ['pricing Guides', 1],
      ['pricing', 0],
      ['guide', 0],
      ['', 0],
    ] as const) {
      host.setAttribute('context', attribute);
      expect((await plan()).steps, attribute).to.have.length(asked);
    }
    host.removeAttribute('context');
    expect((await plan()).skip[0]?.reason.word).to.equal('stepCondition');
  });

  it('S36 a rule on the region switches the steps, without a permission', async () => {
    const fields = ['firstName'];
    const config = definition([name], {
      ...declaring('device.region'),
      steps: [
        { id: 'eea', reason: 'Under the law of the Union.', fields, when: { 'device.region': 'EEA' } },
        { id: 'rest', reason: 'Under ours.', fields, when: { not: { 'device.region': 'EEA' } } },
      ],
    });
    const planAt = async (timeZone: string) => {
      replace(Intl, 'DateTimeFormat', { value: () => ({ resolvedOptions: () => ({ timeZone }) }) });
      replace(navigator, 'geolocation', { get: () => expect.fail('nobody may ask where she is') });
      const values = await readSignals(config, context());
      return planFields(config, emptyProfile(), { now: time.now, values }).steps.map(({ id }) => id);
    };
    expect(await planAt('Europe/Vienna')).to.deep.equal(['eea']);
    expect(await planAt('Europe/London')).to.deep.equal(['rest']);
    expect(await planAt('UTC')).to.deep.equal(['rest']);
  });

  describe('behaviour that is counted', () => {
    const counting = (
      over: Partial<FormConfig> = declaring('count.video'),
      given: Partial<SignalContext> = {},
    ) => {
      const counted: string[] = [];
      const started = read(over, { count: (one) => void counted.push(one), ...given });
      return { counted, started };
    };

    it('S71 hears each announcement once, wherever it is made', async () => {
      const { counted, started } = counting();
      await started;
      const child = host.appendChild(document.createElement('b'));
      const targets: readonly EventTarget[] = [window, document, document.body, host, child];
      for (const target of targets) {
        announce('video', target);
        announce('video', target, { bubbles: true, composed: true });
      }
      expect(counted).to.have.length(2 * targets.length);
    });

    it('S71 hears the element also within a shadow tree of the page', async () => {
      const outer = document.body.appendChild(document.createElement('div'));
      outer.attachShadow({ mode: 'closed' }).append(host);
      const { counted, started } = counting();
      await started;
      announce('video', host);
      announce('video', host, { bubbles: true });
      announce('video', host, { bubbles: true, composed: true });
      expect(counted).to.have.length(3);
    });

    it('S71 ignores names that are not declared, and what is no name', async () => {
      const { counted, started } = counting();
      await started;
      const strange = [
        'other',
        '',
        'constructor',
        'x'.repeat(65),
        null,
        undefined,
        7,
        { name: 'video' },
        ['video'],
      ];
      for (const detail of strange) announce(detail);
      document.dispatchEvent(new Event('pf-signal'));
      expect(counted).to.deep.equal([]);
    });

    it('S71 counts while the trigger is waited for, and until the form is gone', async () => {
      const over = { ...declaring('count.video'), trigger: { 'page.events': 'go' } };
      const { counted, started } = counting(over);
      announce('video');
      announce('go');
      await started;
      announce('video');
      expect(counted).to.deep.equal(['video', 'video']);
      page.abort();
      announce('video');
      expect(counted).to.have.length(2);
    });

    it('S71 S9 a form that waits for a count opens when that is counted, or cannot be', async () => {
      for (const end of ['resolve', 'reject'] as const) {
        const ends = { resolve: () => {}, reject: () => {} };
        const counted = new Promise<void>((resolve, reject) => Object.assign(ends, { resolve, reject }));
        const form = wait({ 'count.video': 1 }, declaring('count.video'), { count: () => counted });
        announce('video');
        expect(await form.rest()).to.equal(undefined);
        ends[end]();
        expect(await form.rest()).to.deep.equal({});
      }
    });

    it('S71 listens to nothing where no name is declared', async () => {
      await counting(declaring('locale')).started;
      expect(listeners.left).to.deep.equal([]);
    });

    it('S71 S63 counts for an explicit purpose from the consent on', async () => {
      const consents: Record<string, string> = {};
      const { counted, started } = counting({ signals: { 'count.video': 'profiling' } }, { consents });
      await started;
      announce('video');
      expect(counted).to.deep.equal([]);
      consents['profiling'] = '2026-11-22T10:00:00Z';
      announce('video');
      expect(counted).to.deep.equal(['video']);
    });

    it('S71 a trigger on a count goes on from what was stored', async () => {
      const at = '2026-11-01T00:00:00.000Z';
      const counts = { video: { n: 1, first: at, last: at } };
      const form = wait({ 'count.video': { gte: 3 } }, declaring('count.video'), { counts });
      announce('video');
      announce('other');
      expect(await form.rest()).to.equal(undefined);
      announce('video');
      expect(await form.rest()).to.deep.equal({});
      expect(counts.video.n).to.equal(1);
    });

    it('S71 a trigger sees when something was first and last done', async () => {
      const first = { 'count.video.first': { gte: '2026-11-22T11:00:00.000Z' } };
      const late = wait(
        { 'count.video.last': { gte: '2026-11-22T11:00:00.000Z' } },
        declaring('count.video'),
      );
      const never = wait(first, declaring('count.video'));
      announce('video');
      expect(await late.rest()).to.equal(undefined);
      time.pass(60);
      announce('video');
      expect(await late.rest()).to.deep.equal({});
      expect(await never.rest()).to.equal(undefined);
    });

    it('S71 S63 a trigger does not see a count that is not declared or not consented to', async () => {
      const at = '2026-11-01T00:00:00.000Z';
      const given = { counts: { video: { n: 9, first: at, last: at } } };
      const undeclared = wait({ 'count.video': { gte: 1 } }, {}, given);
      const refused = wait({ 'count.video': { gte: 1 } }, { signals: { 'count.video': 'profiling' } }, given);
      announce('video');
      expect([await undeclared.rest(), await refused.rest()]).to.deep.equal([undefined, undefined]);
      expect(listeners.left).to.deep.equal(['abort', 'abort']);
    });
  });
});
