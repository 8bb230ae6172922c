import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Choice } from '../../src/element/flags/choice.js';
import { chooseVariants } from '../../src/element/flags/choose-variants.js';
import type { Flag } from '../../src/model/form-config.js';
import type { FlagClient, FlagRequest } from '../../src/model/ports.js';

const flag: Flag = { use: 'house', variants: ['plain', 'warm'], default: 'plain' };

function setUp(decide: FlagClient['decide'] = () => 'warm', more: Record<string, FlagClient> = {}) {
  const timers = new Map<object, { run: () => void; ms: number }>();
  const asked: FlagRequest[] = [];
  const page = new AbortController();
  const house: FlagClient = {
    name: 'house',
    decide(request) {
      asked.push(request);
      return decide(request);
    },
  };
  const place = {
    clients: { house, ...more },
    kept: new Map<string, Choice>(),
    signal: page.signal,
    setTimer: (run: () => void, ms: number) => {
      const timer = {};
      timers.set(timer, { run, ms });
      return () => void timers.delete(timer);
    },
  };
  const choose = async (flags: Readonly<Record<string, unknown>> = { welcome: flag }) => {
    const choices = await chooseVariants(Object.entries(flags) as [string, Flag][], place);
    return Object.fromEntries([...choices].map(([id, { variant }]) => [id, variant]));
  };
  const passTime = (): void => timers.forEach(({ run }) => run());
  return { choose, place, asked, timers, page, passTime, house };
}

const never = () => new Promise<undefined>(() => undefined);

describe('a choice between variants', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('S85 V11 is made by the client that the page hands in under that name', async () => {
    const { choose, asked } = setUp();
    expect(await choose()).toEqual({ welcome: 'warm' });
    expect(await choose({ other: { ...flag, key: 'its-name' } })).toEqual({ other: 'warm' });
    expect(asked.map(({ key }) => key)).toEqual(['welcome', 'its-name']);
  });

  test('S85 V11 is asked of a client that the page brings later, once the form is opened anew; a null is no client', async () => {
    const { choose, place, asked, house } = setUp();
    for (const none of [undefined, null]) {
      expect(
        await chooseVariants([['welcome', flag]], { ...place, clients: none }).then(
          (all) => all.get('welcome')?.variant,
        ),
      ).toBe('plain');
    }
    expect(asked).toEqual([]);
    expect(house.name).toBe('house');
    expect(await choose()).toEqual({ welcome: 'warm' });
  });

  test('SEC28 hands a client the key, the variants and the default, and nothing else', async () => {
    const { choose, asked } = setUp();
    await choose();
    const [{ signal, ...rest } = { signal: undefined }] = asked;
    expect(rest).toEqual({ key: 'welcome', variants: ['plain', 'warm'], fallback: 'plain' });
    expect(signal).toBeInstanceOf(AbortSignal);
  });

  test.each<[string, FlagClient['decide']]>([
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    ['rejects', () => Promise.reject(new Error('down'))],
    ['has none', () => undefined],
    ['says a variant that nobody declared', () => 'hot'],
    ['says what is no text', () => 1 as unknown as string],
  ])('S85 V11 is the default where the client %s, and then nobody is told of it', async (_, decide) => {
    const { choose, place } = setUp(decide);
    expect(await choose()).toEqual({ welcome: 'plain' });
    expect([...place.kept.values()].map(({ client }) => !!client)).toEqual([false]);
  });

  test('S85 is the default where nobody handed in such a client, or it is called like what all objects have', async () => {
    const { choose } = setUp();
    expect(await choose({ a: { ...flag, use: 'nobody' }, b: { ...flag, use: 'toString' } })).toEqual({
      a: 'plain',
      b: 'plain',
    });
  });

  test('S85 V12 takes half a second at most for all services together, and ends what is under way', async () => {
    const slow = setUp(never, { quick: { name: 'quick', decide: () => Promise.resolve('warm') } });
    const choosing = slow.choose({ a: flag, b: { ...flag, key: 'two' }, c: { ...flag, use: 'quick' } });
    expect([...slow.timers.values()].map(({ ms }) => ms)).toEqual([500]);
    expect(slow.asked.map(({ key }) => key)).toEqual(['a', 'two']);
    expect(slow.asked.some(({ signal }) => signal.aborted)).toBe(false);
    await new Promise((resolve) => setImmediate(resolve));
    slow.passTime();
    expect(await choosing).toEqual({ a: 'plain', b: 'plain', c: 'warm' });
    expect(slow.asked.every(({ signal }) => signal.aborted)).toBe(true);
    expect(slow.timers.size).toBe(0);
  });

  test('S85 leaves no timer behind where all answered', async () => {
    const { choose, timers, asked } = setUp();
    await choose();
    expect(timers.size).toBe(0);
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  test('S85 keeps what was chosen first while the page stands, also a default that came of a late answer', async () => {
    const answers = ['warm', 'plain'];
    const { choose, asked } = setUp(() => answers.shift());
    expect(await choose()).toEqual({ welcome: 'warm' });
    expect(await choose()).toEqual({ welcome: 'warm' });
    expect(asked.length).toBe(1);

    let late = true;
    const slow = setUp(() => (late ? never() : 'warm'));
    const choosing = slow.choose();
    slow.passTime();
    expect(await choosing).toEqual({ welcome: 'plain' });
    late = false;
    expect(await slow.choose()).toEqual({ welcome: 'plain' });
  });

  test('S85 asks anew where the definition has other variants now, or another service', async () => {
    const { choose, asked } = setUp(({ variants }) => variants[1]);
    expect(await choose()).toEqual({ welcome: 'warm' });
    expect(await choose({ welcome: { ...flag, variants: ['plain', 'short'] } })).toEqual({
      welcome: 'short',
    });
    expect(await choose({ welcome: { ...flag, use: 'nobody' } })).toEqual({ welcome: 'plain' });
    expect(asked.length).toBe(2);
  });

  test('S85 keeps nothing of an asking that the page ended', async () => {
    const { choose, place, page, timers, asked } = setUp(never);
    const choosing = choose();
    page.abort();
    await choosing;
    expect(place.kept.size).toBe(0);
    expect(timers.size).toBe(0);
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  test('S85 passes over what is no flag', async () => {
    const { choose } = setUp();
    const odd = { a: 'text', b: 1, c: true, d: [], e: {}, f: { use: 'house' } };
    expect(await choose({ ...odd, welcome: flag })).toEqual({ welcome: 'warm' });
  });

  test('V14 V16 V17 is made by the service’s script on the page, where the page hands in no client', async () => {
    const states = {
      1: { experimentName: 'welcome', isActive: true, variation: { id: '2', name: 'warm' } },
    };
    const push = vi.fn();
    vi.stubGlobal('optimizely', { get: () => ({ getExperimentStates: () => states }), push });
    const getOffer = ({ success }: { success(actions: unknown): void }) =>
      success([{ action: 'setJson', content: [{ variant: 'warm' }] }]);
    vi.stubGlobal('adobe', { target: { getOffer } });
    vi.stubGlobal('DYO', {
      getUserObjectsAndVariations: () => [{ objectId: 3, objectName: 'welcome', variations: ['warm'] }],
    });
    const flags = Object.fromEntries(
      ['optimizely', 'adobe-target', 'dynamic-yield'].map((use) => [use, { ...flag, use, key: 'welcome' }]),
    );
    const warm = { optimizely: 'warm', 'adobe-target': 'warm', 'dynamic-yield': 'warm' };
    expect(await setUp().choose(flags)).toEqual(warm);
    const own: FlagClient = { name: 'own', decide: () => 'plain' };
    const handed = setUp(undefined, { optimizely: own });
    expect(await handed.choose(flags)).toEqual({ ...warm, optimizely: 'plain' });
  });
});
