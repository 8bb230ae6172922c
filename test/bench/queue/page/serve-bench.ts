/** The side of the bench that runs where the queue does, in a page or in a service worker. */
import { createIdMinter } from '../../../../src/model/mint-id.js';
import type { ContestantFactory, Lead } from './contestant.js';
import { createLine } from './line.js';
import { skipPauses } from './skip-pauses.js';

const drainLimit = 60_000;

export interface Sample {
  readonly id: string;
  /** Milliseconds from the call until the queue said it was stored. */
  readonly ms: number;
}

export interface PageBench {
  fill(count: number): Promise<void>;
  enqueue(count: number): Promise<readonly Sample[]>;
  count(): Promise<number>;
  takeNewest(count: number): Promise<readonly string[]>;
  /** Milliseconds until nothing waits any more; nothing where that takes more than a minute. */
  drain(paced: boolean): Promise<number | undefined>;
  /** Milliseconds that the last moment of the page took, and how many leads it saved; nothing where it does nothing. */
  leave(): Promise<{ readonly ms: number; readonly saved: number } | undefined>;
}

declare global {
  var bench: PageBench | undefined;
}

export function serveBench(create: ContestantFactory): void {
  const line = createLine();
  const contestant = create(line);
  const mintId = createIdMinter(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const leads = (count: number) => Array.from({ length: count }, () => leadOf(mintId()));
  let pile = 0;
  const resume = skipPauses(contestant.isPause);

  globalThis.bench = {
    async fill(count) {
      await contestant.fill(leads(count));
      pile += count;
    },
    async enqueue(count) {
      const samples: Sample[] = [];
      for (const lead of leads(count)) {
        let ms: number | undefined;
        const start = performance.now();
        await contestant.enqueue(lead, () => (ms ??= performance.now() - start));
        if (ms === undefined) throw new Error('The queue took a lead and did not say that it is stored');
        samples.push({ id: lead.id, ms });
        pile++;
      }
      return samples;
    },
    count: () => contestant.count(),
    async takeNewest(count) {
      const taken = await contestant.takeNewest(count);
      pile -= taken.length;
      return taken;
    },
    async drain(paced) {
      if (paced) resume();
      line.up = true;
      const start = performance.now();
      const late = new Promise<boolean>((resolve) => setTimeout(resolve, drainLimit, true));
      const stalled = await Promise.race([contestant.drain(pile).then(() => false), late]);
      return stalled ? undefined : performance.now() - start;
    },
    async leave() {
      if (!contestant.leave) return undefined;
      const start = performance.now();
      const saving = contestant.leave();
      const ms = performance.now() - start;
      return { ms, saved: await saving };
    },
  };
}

/** Seven answers and a consent: some 900 bytes as JSON. */
function leadOf(id: string): Lead {
  const now = new Date().toISOString();
  return {
    id,
    sessionId: crypto.randomUUID(),
    step: 'contact',
    formId: 'whitepaper',
    formVersion: '2026-01',
    answers: {
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      company: 'Analytical Engines Ltd',
      jobTitle: 'Head of Research',
      employees: '51-200',
      phone: '+44 20 7946 0000',
      need: 'We would like to understand which questions matter to whom, and when to ask them.',
    },
    consents: [
      {
        purpose: 'profiling',
        text: 'Remember what I told you, so that you never ask me twice. I can take this back at any time.',
        locale: 'en-GB',
        at: now,
      },
    ],
    signals: { 'utm.source': 'newsletter', 'page.path': '/whitepaper', 'visit.count': 1 },
    exposures: [],
    anonymousId: crypto.randomUUID(),
    submittedAt: now,
  };
}
