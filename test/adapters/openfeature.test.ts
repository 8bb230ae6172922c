import { describe, expect, test } from 'vitest';
import {
  createOpenFeatureClient,
  type OpenFeatureDetails,
} from '../../src/adapters/openfeature/openfeature.js';

const request = {
  key: 'welcome',
  variants: ['plain', 'warm'],
  fallback: 'plain',
  signal: new AbortController().signal,
};

/** As the client of the web SDK: evaluation is synchronous, `this` is the client. */
class WebClient {
  readonly asked: unknown[] = [];
  readonly tracked: unknown[] = [];
  constructor(readonly details: (fallback: string) => OpenFeatureDetails & Record<string, unknown>) {}
  getStringDetails(flagKey: string, fallback: string) {
    this.asked.push([flagKey, fallback]);
    return { flagKey, flagMetadata: {}, ...this.details(fallback) };
  }
  track(name: string, details?: object): void {
    this.tracked.push([name, details]);
  }
}

/** Tells of its provider, too. */
class WaitingClient extends WebClient {
  providerStatus = 'NOT_READY';
  readonly handled: unknown[] = [];
  private run = (): void => {};
  addHandler(event: string, run: () => void, { signal }: { readonly signal?: AbortSignal } = {}): void {
    this.handled.push([event, signal]);
    this.run = run;
  }
  become(status: string): void {
    this.providerStatus = status;
    this.run();
  }
}

const decide = (details: (fallback: string) => OpenFeatureDetails & Record<string, unknown>) =>
  createOpenFeatureClient(new WebClient(details)).decide(request);

describe('a flag by way of OpenFeature', () => {
  test('V11 V12 V13 is asked as text, by its key, with the default', async () => {
    const client = new WebClient(() => ({ value: 'warm', variant: 'b', reason: 'SPLIT' }));
    expect(await createOpenFeatureClient(client).decide(request)).toBe('warm');
    expect(client.asked).toEqual([['welcome', 'plain']]);
  });

  test('V11 takes the variant’s name where the value is another text', async () => {
    expect(await decide(() => ({ value: '{"text":"Hello"}', variant: 'warm', reason: 'SPLIT' }))).toBe(
      'warm',
    );
  });

  test('V11 prefers the value to the name of the variant', async () => {
    expect(await decide(() => ({ value: 'plain', variant: 'warm' }))).toBe('plain');
  });

  test.each(['PROVIDER_NOT_READY', 'PROVIDER_FATAL', 'FLAG_NOT_FOUND', 'TYPE_MISMATCH', 'GENERAL'])(
    'V11 V13 has chosen nothing where the code is %s',
    async (errorCode) => {
      expect(await decide(() => ({ value: 'warm', variant: 'warm', reason: 'ERROR', errorCode }))).toBe(
        undefined,
      );
    },
  );

  test('V12 has chosen nothing where a provider gives the default of a flag that it does not know, and no error', async () => {
    expect(await decide((value) => ({ value }))).toBe(undefined);
    expect(await decide((value) => ({ value, variant: 'control' }))).toBe('plain');
  });

  test('V11 V12 is asked once its provider is there, and has chosen nothing where that never comes', async () => {
    const client = new WebClient(() => ({ value: 'warm' }));
    let come = (): void => {};
    const ready = new Promise<void>((resolve) => (come = resolve));
    const choice = createOpenFeatureClient(client, ready).decide(request);
    expect(client.asked).toEqual([]);
    come();
    expect(await choice).toBe('warm');
    const failed = createOpenFeatureClient(client, Promise.reject(new Error('no provider')));
    await expect(failed.decide(request)).rejects.toThrow();
  });

  test('V12 V14 does not evaluate what nobody waits for any more, since services count that', async () => {
    const client = new WebClient(() => ({ value: 'warm', variant: 'b' }));
    const asking = new AbortController();
    let come = (): void => {};
    const ready = new Promise<void>((resolve) => (come = resolve));
    const choice = createOpenFeatureClient(client, ready).decide({ ...request, signal: asking.signal });
    asking.abort();
    come();
    expect(await choice).toBe(undefined);
    expect(client.asked).toEqual([]);
  });

  test('V11 V12 waits for the provider that the client tells of, where the page does not', async () => {
    const client = new WaitingClient(() => ({ value: 'warm', variant: 'b' }));
    const choice = createOpenFeatureClient(client).decide(request);
    await Promise.resolve();
    expect(client.asked).toEqual([]);
    client.become('READY');
    expect(await choice).toBe('warm');
    expect(client.handled).toEqual([['PROVIDER_READY', request.signal]]);
    // It is there by now.
    expect(await createOpenFeatureClient(client).decide(request)).toBe('warm');
    expect(client.handled).toHaveLength(1);
  });

  test('V11 has chosen nothing where the value is none of the variants', async () => {
    expect(await decide(() => ({ value: 'cold', variant: '2' }))).toBe(undefined);
  });

  test('V11 V12 V13 tells what happened, with the flag and the variant and nothing else', async () => {
    const web = new WebClient((value) => ({ value }));
    const client = createOpenFeatureClient(web);
    const choice = { key: 'welcome', variant: 'warm' };
    client.track?.('exposed', choice);
    client.track?.('completed', choice);
    expect(web.tracked).toEqual([
      ['welcome-exposed', { flag: 'welcome', variant: 'warm' }],
      ['welcome-completed', { flag: 'welcome', variant: 'warm' }],
    ]);
  });

  test('V11 needs no tracking of a client from before there was any', async () => {
    const getStringDetails = () => ({ value: 'warm' });
    const client = createOpenFeatureClient({ getStringDetails });
    expect(() => client.track?.('exposed', { key: 'welcome', variant: 'warm' })).not.toThrow();
  });
});
