import { expect } from 'chai';
import { ProgressiveForm } from '../../src/element/progressive-form.js';
import type { Flag, FormConfig } from '../../src/model/form-config.js';
import type { FlagChoice, FlagClient, FlagRequest } from '../../src/model/ports.js';
import { announce } from './signal-page.js';
import { cleanUp, definition, name, open, place, quiet, until, type Page } from './page.js';

const flag: Flag = { use: 'house', variants: ['plain', 'warm'], default: 'plain', slot: 'header' };

const withFlag = (over: Partial<FormConfig> = {}): FormConfig =>
  definition([name, { name: 'team' }], {
    steps: [
      { id: 'who', title: 'Who you are', reason: 'r', fields: ['firstName'] },
      { id: 'team', title: 'Your team', reason: 'r', fields: ['team'], when: { 'flag.welcome': 'warm' } },
    ],
    signals: { 'flag.welcome': 'service' },
    flags: { welcome: flag },
    ...over,
  });

interface House extends FlagClient {
  readonly asked: string[];
  readonly told: (readonly [string, FlagChoice])[];
}

/** A service that decides as the test says, and writes down what it is told. */
function service(decide: FlagClient['decide'] = () => 'warm'): House {
  const asked: string[] = [];
  const told: House['told'] = [];
  return {
    name: 'house',
    asked,
    told,
    decide: (request) => (asked.push(request.key), decide(request)),
    track: (event, choice) => void told.push([event, choice]),
  };
}

const children =
  '<p data-flag="welcome" data-variant="plain" id="plain">Hello</p>' +
  '<p data-flag="welcome" data-variant="warm" id="warm">So good to see you</p>' +
  '<p data-flag="other" data-variant="warm" id="other">Another</p>';

const hand = (house: FlagClient, render?: string) => (element: ProgressiveForm) => {
  Object.assign(element, { flags: { house } });
  element.innerHTML = children;
  if (render) element.render = render;
};

/** Notes for how long would be waited, and does not. */
function inNoTime(element: ProgressiveForm, waits: number[]): void {
  const { parts } = ProgressiveForm;
  if (!parts) throw new Error('No parts');
  const setTimer = (run: () => void, ms: number) => {
    waits.push(ms);
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  };
  element.parts = { ...parts, signals: (session, place) => parts.signals(session, { ...place, setTimer }) };
}

const isSeen = ({ element }: Page, id: string) =>
  element.querySelector<HTMLElement>(`#${id}`)?.checkVisibility() ?? false;
const seen = (page: Page) => ['plain', 'warm', 'other'].filter((id) => isSeen(page, id));
const slotOf = ({ element }: Page, id: string) => element.querySelector(`#${id}`)?.getAttribute('slot');
const titles = ({ element }: Page) => element.session?.plan.steps.map(({ id }) => id);
const names = (house: House) => house.told.map(([event]) => event);
const shown = { key: 'welcome', variant: 'warm' };

async function finish(page: Page): Promise<void> {
  page.type('firstName', 'Ada');
  page.press();
  await page.view('Your team');
  page.type('team', 'Kites');
  page.press();
  await page.done();
}

for (const render of ['shadow', 'light'])
  describe(`a choice of experience (${render})`, () => {
    afterEach(cleanUp);

    it('S85 V11 shows the child of the chosen variant in its slot, and asks what that variant asks', async () => {
      const page = await open(withFlag(), { change: hand(service(), render) });
      await until(() => isSeen(page, 'warm'));
      expect(seen(page)).to.deep.equal(['warm']);
      expect(slotOf(page, 'warm')).to.equal('header');
      expect(slotOf(page, 'plain')).to.equal(null);
      expect(titles(page)).to.deep.equal(['who', 'team']);
      const base = page.find('[part=base]');
      if (render === 'light') expect(base.contains(page.element.querySelector('#warm'))).to.equal(true);
    });

    it('S85 shows a chosen child that the page had hidden until then, in the place of the default', async () => {
      const page = await open(withFlag(), {
        change: (element) => {
          hand(service(), render)(element);
          element.querySelector('#plain')?.setAttribute('slot', 'header');
          element.querySelector('#warm')?.setAttribute('hidden', '');
        },
      });
      expect(seen(page)).to.deep.equal(['warm']);
      expect(slotOf(page, 'warm')).to.equal('header');
      expect(slotOf(page, 'plain')).not.to.equal('header');
    });

    it('S85 V12 shows the default where the service never answers, and tells it nothing', async () => {
      const house = service(() => new Promise(() => undefined));
      const waits: number[] = [];
      const page = await open(withFlag(), {
        change: (element) => {
          hand(house, render)(element);
          inNoTime(element, waits);
        },
      });
      expect(waits).to.deep.equal([500]);
      await until(() => isSeen(page, 'plain'));
      expect(seen(page)).to.deep.equal(['plain']);
      expect(titles(page)).to.deep.equal(['who']);
      expect(house.told).to.deep.equal([]);
    });

    it('S85 V14 tells the service once that the form was shown so, and once that it was completed', async () => {
      const house = service();
      const page = await open(withFlag(), { change: hand(house, render) });
      expect(house.told).to.deep.equal([['exposed', shown]]);
      await finish(page);
      await until(() => page.heard('pf-complete').length);
      page.element.config = withFlag();
      await until(() => page.heard('pf-ready').length === 2);
      await quiet();
      expect(house.told).to.deep.equal([
        ['exposed', shown],
        ['completed', shown],
      ]);
    });

    it('S85 keeps the first choice when the form is opened anew, whatever the service says by then', async () => {
      const house = service(() => (house.asked.length > 1 ? 'plain' : 'warm'));
      const page = await open(withFlag(), { change: hand(house, render) });
      page.element.config = withFlag();
      await until(() => page.heard('pf-ready').length === 2);
      await quiet();
      expect(house.asked).to.deep.equal(['welcome']);
      expect(seen(page)).to.deep.equal(['warm']);
      expect(titles(page)).to.deep.equal(['who', 'team']);
      expect(names(house)).to.deep.equal(['exposed']);
    });
  });

describe('a choice of experience', () => {
  afterEach(cleanUp);

  it('S63 S85 asks nobody without the consent its purpose needs, and shows the default', async () => {
    const house = service();
    const page = await open(withFlag({ signals: { 'flag.welcome': 'profiling' } }), { change: hand(house) });
    expect(house.asked).to.deep.equal([]);
    expect(seen(page)).to.deep.equal(['plain']);
    expect(titles(page)).to.deep.equal(['who']);
    expect(house.told).to.deep.equal([]);
  });

  it('S85 asks nobody for a flag that signals do not declare', async () => {
    const house = service();
    const flags = { welcome: flag, secret: flag };
    await open(withFlag({ flags }), { change: hand(house) });
    expect(house.asked).to.deep.equal(['welcome']);
  });

  const everySignal = (flags: object) =>
    Object.fromEntries(Object.keys(flags).map((id) => [`flag.${id}`, 'service']));

  it('S85 asks once for flags that go by one key of one service with one default, and all get the answer', async () => {
    const requests: FlagRequest[] = [];
    const house = service((request) => (requests.push(request), Promise.resolve('warm')));
    const flags = {
      welcome: { ...flag, key: 'tone' },
      other: { ...flag, key: 'tone', variants: ['warm', 'cool', 'plain'], slot: 'footer' },
      third: { ...flag, key: 'tone', variants: ['loud', 'plain'] },
    };
    const signals = everySignal(flags);
    const page = await open(withFlag({ flags, signals }), { change: hand(house) });
    expect(requests.map(({ key, variants, fallback }) => [key, variants, fallback])).to.deep.equal([
      ['tone', ['plain', 'warm', 'cool', 'loud'], 'plain'],
    ]);
    const chosen = { 'flag.welcome': 'warm', 'flag.other': 'warm', 'flag.third': 'plain' };
    expect(page.element.session?.state.signals).to.deep.include(chosen);
    expect(seen(page)).to.deep.equal(['warm', 'other']);
    expect(house.told).to.deep.equal([['exposed', { key: 'tone', variant: 'warm' }]]);
    page.element.config = withFlag({ flags, signals });
    await until(() => page.heard('pf-ready').length === 2);
    expect(page.element.session?.state.signals).to.deep.include(chosen);
    expect(seen(page)).to.deep.equal(['warm', 'other']);
    expect(requests.length).to.equal(1);
    expect(house.told.length).to.equal(1);
  });

  it('S85 has each of two flags with one key fall back on its own default', async () => {
    const house = service(() => new Promise(() => undefined));
    const flags = { welcome: { ...flag, key: 'tone' }, other: { ...flag, key: 'tone', default: 'warm' } };
    const signals = everySignal(flags);
    const page = await open(withFlag({ flags, signals }), {
      change: (element) => {
        hand(house)(element);
        inNoTime(element, []);
      },
    });
    await until(() => isSeen(page, 'plain'));
    expect(seen(page)).to.deep.equal(['plain', 'other']);
    page.element.config = withFlag({ flags, signals });
    await until(() => page.heard('pf-ready').length === 2);
    expect(seen(page)).to.deep.equal(['plain', 'other']);
  });

  it('S85 shows what the service says also where that is the default of another flag with that key', async () => {
    // As a provider that names no variant: its answer and the default, which means none, look alike.
    const house = service(({ fallback }) => (fallback === 'plain' ? undefined : 'plain'));
    const flags = { welcome: { ...flag, key: 'tone' }, other: { ...flag, key: 'tone', default: 'warm' } };
    const page = await open(withFlag({ flags, signals: everySignal(flags) }), { change: hand(house) });
    expect(page.element.session?.state.signals).to.deep.include({
      'flag.welcome': 'plain',
      'flag.other': 'plain',
    });
    expect(house.told).to.deep.equal([['exposed', { key: 'tone', variant: 'plain' }]]);
  });

  it('S85 V14 keeps what was chosen first for a later definition with other variants, and tells of it once', async () => {
    const answers = ['warm', 'loud', 'soft', 'soft'];
    const house = service(() => answers.shift());
    const page = await open(withFlag(), { change: hand(house) });
    const flags = { welcome: { ...flag, variants: ['loud', 'soft'], default: 'soft' } };
    const variants: unknown[] = [];
    for (const [i, change] of [{ flags }, { flags }, {}, { flags }].entries()) {
      page.element.config = withFlag(change);
      await until(() => page.heard('pf-ready').length === i + 2);
      await quiet();
      variants.push(page.element.session?.state.signals['flag.welcome']);
    }
    expect(variants).to.deep.equal(['loud', 'loud', 'warm', 'loud']);
    expect(house.asked.length).to.equal(2);
    expect(house.told.map(([event, { variant }]) => [event, variant])).to.deep.equal([
      ['exposed', 'warm'],
      ['exposed', 'loud'],
    ]);
  });

  it('S85 keeps the first choice where a later definition adds a variant', async () => {
    const answers = ['warm', 'cool'];
    const house = service(() => answers.shift());
    const page = await open(withFlag(), { change: hand(house) });
    page.element.config = withFlag({ flags: { welcome: { ...flag, variants: ['plain', 'warm', 'cool'] } } });
    await until(() => page.heard('pf-ready').length === 2);
    expect(seen(page)).to.deep.equal(['warm']);
    expect(house.asked.length).to.equal(1);
    expect(names(house)).to.deep.equal(['exposed']);
  });

  it('S85 counts a form with nothing to ask neither as shown nor as completed', async () => {
    const house = service();
    const steps = [{ id: 'who', title: 'Who', reason: 'r', fields: ['firstName'] }];
    const page = await open(withFlag({ steps }), {
      change: (element) => {
        hand(house)(element);
        element.profile = { firstName: 'Ada' };
      },
    });
    expect(page.heard('pf-complete').length).to.equal(1);
    await quiet();
    expect(house.asked).to.deep.equal(['welcome']);
    expect(house.told).to.deep.equal([]);
  });

  it('S85 goes on where the service fails to hear what became of its choice', async () => {
    for (const track of [
      () => {
        throw new Error('Canary-Tango');
      },
      (): unknown => Promise.reject(new Error('Canary-Tango')),
    ]) {
      const page = await open(withFlag(), { change: hand({ name: 'house', decide: () => 'warm', track }) });
      await finish(page);
      await quiet();
      expect(page.heard('pf-error').length).to.equal(0);
    }
  });

  it('S85 tells of a completed form also after the element was moved', async () => {
    const house = service();
    const page = await open(withFlag(), { change: hand(house) });
    document.body.appendChild(document.createElement('div')).append(page.element);
    await quiet();
    await finish(page);
    await until(() => house.told.length === 2);
    expect(names(house)).to.deep.equal(['exposed', 'completed']);
  });

  it('S9 S85 has nothing chosen before the trigger holds', async () => {
    const house = service();
    const page = place({ config: withFlag({ trigger: { 'page.events': 'go' } }), change: hand(house) });
    await until(() => (announce('other'), page.element.heard?.events?.length));
    expect(house.asked).to.deep.equal([]);
    announce('go');
    await until(() => page.heard('pf-ready').length);
    expect(house.asked).to.deep.equal(['welcome']);
    expect(titles(page)).to.deep.equal(['who', 'team']);
    expect(names(house)).to.deep.equal(['exposed']);
  });

  it('S9 S85 lets a trigger look at what was chosen, and misses nothing meanwhile', async () => {
    let answer = (_: string): void => undefined;
    const house = service(() => new Promise((resolve) => (answer = resolve)));
    const trigger = { 'flag.welcome': 'warm', 'page.events': 'go' };
    const page = place({ config: withFlag({ trigger }), change: hand(house) });
    await until(() => house.asked.length);
    announce('go');
    answer('warm');
    await until(() => page.heard('pf-ready').length);
    expect(names(house)).to.deep.equal(['exposed']);
    expect(house.asked.length).to.equal(1);
  });

  it('S9 S85 stays away where the trigger wants another variant', async () => {
    const house = service(() => 'plain');
    const page = place({ config: withFlag({ trigger: { 'flag.welcome': 'warm' } }), change: hand(house) });
    await until(() => house.asked.length);
    await quiet();
    expect(page.heard('pf-ready').length).to.equal(0);
    expect(house.told).to.deep.equal([]);
    page.element.remove();
  });

  it('V11 takes a client of OpenFeature’s as it is', async () => {
    const told: unknown[] = [];
    const client = {
      getStringDetails: (key: string) => ({ value: key === 'welcome' ? 'warm' : 'cool', variant: '1' }),
      track: (...words: unknown[]) => told.push(words),
    };
    const page = await open(withFlag(), {
      change: (element) => {
        Object.assign(element, { flags: { house: client } });
        element.innerHTML = children;
      },
    });
    expect(seen(page)).to.deep.equal(['warm']);
    expect(told).to.deep.equal([['welcome-exposed', { flag: 'welcome', variant: 'warm' }]]);
  });

  it('S85 says on the console that what the page handed in cannot choose, and shows the default', async () => {
    const said: unknown[] = [];
    const { error } = console;
    console.error = (...words: unknown[]) => said.push(...words);
    try {
      const page = await open(withFlag(), { change: hand({ name: 'house' } as never) });
      expect(seen(page)).to.deep.equal(['plain']);
      expect(said).to.deep.equal(['<progressive-form> flags.house has no decide.']);
    } finally {
      console.error = error;
    }
  });

  it('V14 V16 V17 asks the script of a service that stands on the page', async () => {
    const pushed: object[] = [];
    const getExperimentStates = () => ({
      1: { id: '1', experimentName: 'welcome', isActive: true, variation: { id: '2', name: 'warm' } },
    });
    const snippet = { get: () => ({ getExperimentStates }), push: (one: object) => pushed.push(one) };
    Object.assign(window, { optimizely: snippet });
    try {
      const page = await open(withFlag({ flags: { welcome: { ...flag, use: 'optimizely' } } }), {
        change: (element) => (element.innerHTML = children),
      });
      expect(seen(page)).to.deep.equal(['warm']);
      expect(pushed).to.deep.equal([
        { type: 'event', eventName: 'welcome-exposed', tags: { variant: 'warm' } },
      ]);
    } finally {
      Reflect.deleteProperty(window, 'optimizely');
    }
  });
});
