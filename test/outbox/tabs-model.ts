/**
 * Tabs over one store, with nothing left to chance: each operation of the store, each answer of the back end, each
 * message between tabs, each death and each tick of the clock happens when the test says so, and not before.
 */
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import type { Adapter, OutboxEvent, RecordStore } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { createOutbox, type PageOutbox } from '../../src/outbox/outbox.js';
import * as extras from '../../src/extras.js';
import { FakeChannels, FakeLocks } from './fake-origin.js';
import { digest, makeFakeCrypto } from './fake-crypto.js';
import { FakeTime } from './fakes.js';

export const endpointKey = 'modelled:1';

/** How a request may end; `unheard`: the back end has recorded it, and the answer gets lost. */
export type Answer = 'delivered' | 'unheard' | 'unreachable' | 'failing' | 'busy' | 'refused';

const outcomes: Readonly<Record<Answer, DeliveryOutcome>> = {
  delivered: { kind: 'delivered' },
  unheard: { kind: 'retryable' },
  unreachable: { kind: 'retryable' },
  failing: { kind: 'retryable', status: 500 },
  busy: { kind: 'retryable', status: 429, retryAfter: 60_000 },
  refused: { kind: 'rejected', issues: [], status: 422 },
};

export interface Choice {
  readonly label: string;
  run(): void;
}

interface Operation {
  readonly label: string;
  run(): void;
  fail(): void;
}

interface Flight {
  readonly label: string;
  readonly tab: Tab;
  readonly ids: readonly string[];
  answer(answer: Answer): void;
}

export class Tab {
  alive = true;
  readonly operations: Operation[] = [];
  readonly mail: Choice[] = [];
  /** Everything that this tab was ever told, shortened: with the same history a tab is in the same state. */
  history = 0;
  readonly outbox: PageOutbox;

  constructor(
    readonly name: string,
    readonly world: World,
  ) {
    const { time, locks, channels } = world;
    this.outbox = createOutbox({
      adapter: this.#adapter(),
      store: this.#store(world.records),
      extras: async () => extras,
      endpointKey,
      on: (event) => world.hear(this, event),
      clock: time.clock,
      random: () => 0.5,
      setTimer: (run, ms) => time.setTimer(() => this.alive && (this.tell(`timer ${ms}`), run()), ms),
      locks: locks?.of(name),
      channel: channels.join((hand, message) => this.#deliver(hand, message)),
      crypto: makeFakeCrypto(name),
    });
  }

  tell(what: unknown): void {
    this.history = digest([this.history, what]);
  }

  #deliver(hand: () => void, message: unknown) {
    const { event } = message as { event?: { id: string } };
    if (event && !this.world.isOf(this, event.id)) return hand(); // Of no concern to this tab, whenever it hears it.
    const run = () => (this.tell(message), hand());
    if (this.alive) this.mail.push({ label: legible(`${this.name} hears ${JSON.stringify(message)}`), run });
  }

  /** Each operation takes effect and is answered at one instant of the test's choice, in the order of asking. */
  #store(records: RecordStore): RecordStore {
    const gated =
      <Args extends readonly unknown[], T>(method: string, work: (...args: Args) => Promise<T>) =>
      (...args: Args) =>
        new Promise<T>((resolve, reject) => {
          const label = legible(`${this.name} ${method} ${nameOf(args)}`);
          const run = () =>
            void work(...args).then((result) => {
              if (!this.alive) return;
              this.tell([label, result]);
              resolve(result);
            });
          const fail = () => (this.tell([label, 'failed']), reject(new DOMException('', 'UnknownError')));
          this.operations.push({ label, run, fail });
        });
    return {
      get: gated('get', records.get),
      put: gated('put', records.put),
      remove: gated('remove', records.remove),
      page: gated('page', records.page),
      move: gated('move', records.move),
      update: gated('update', records.update),
    };
  }

  #adapter(): Adapter {
    const fly = <T>(word: string, ids: readonly string[], end: (answer: Answer) => T) =>
      new Promise<T>((resolve) => {
        const label = legible(`${this.name} ${word} ${ids.join()}`);
        const flight: Flight = { label, tab: this, ids, answer: (answer) => {
          this.world.flights.delete(flight);
          const result = end(answer);
          if (this.alive) this.tell([label, answer]), resolve(result);
        } }; // prettier-ignore
        this.world.flights.add(flight);
      });
    return {
      name: 'modelled',
      send: ({ id }, { signal }) => {
        this.world.beginSend(this, id);
        return fly('sends', [id], (answer) => {
          this.world.endSend(id, answer, signal.aborted);
          return outcomes[answer];
        });
      },
      report: (losses) => {
        const ids = losses.map(({ id }) => id);
        return fly('reports', ids, (answer) => this.world.note(answer === 'delivered' ? ids : []));
      },
    };
  }
}

const nameOf = (args: readonly unknown[]): string =>
  JSON.stringify(args, (_, value: unknown) => (typeof value === 'object' && value && !Array.isArray(value) ? '…' : value)); // prettier-ignore

interface Purge {
  readonly by: Tab;
  readonly ids: ReadonlySet<string>;
  /** Those of them that a tab which died was just putting there: nobody else could know. */
  readonly excused: Set<string>;
  /** It may also fail, and the page is told so. */
  done: boolean;
  /** Nothing of before is left to happen. */
  over: boolean;
}

const isGone = ({ over, ids, excused }: Purge, id: string) => over && ids.has(id) && !excused.has(id);

export interface WorldOptions {
  readonly locks: boolean;
}

export class World {
  readonly time = new FakeTime();
  readonly records = createMemoryStore();
  readonly channels = new FakeChannels();
  readonly locks: FakeLocks | undefined;
  readonly tabs: Tab[] = [];
  readonly flights = new Set<Flight>();
  /** Whether an id may be sent twice: a tab died, a page left, a request took too long. */
  copies = false;
  /** An operation failed: a store that refuses to erase may keep what it was to erase. */
  #failed = false;

  readonly #owners = new Map<string, Tab>();
  readonly #durable = new Set<string>();
  readonly #recorded = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #noted = new Set<string>();
  readonly #vanished = new Set<string>();
  /** What the page was told to be purged; a tab may have submitted it before it heard of the purge. */
  readonly #withdrawn = new Set<string>();
  readonly #purges: Purge[] = [];
  readonly #violations = new Set<string>();

  constructor({ locks }: WorldOptions) {
    this.locks = locks ? new FakeLocks() : undefined;
  }

  open(): Tab {
    const tab = new Tab('ABCDEF'[this.tabs.length] ?? '', this);
    this.tabs.push(tab);
    return tab;
  }

  // What may be done

  submit(tab: Tab): void {
    const id = idOf(tab, [...this.#owners.values()].filter((owner) => owner === tab).length + 1);
    this.#owners.set(id, tab);
    tab.tell(`submits ${id}`);
    const keep = () => void this.#durable.add(id);
    void tab.outbox.submit(submissionOf(id, tab.name), keep).then(({ state }) => {
      if (state === 'durable') keep();
      if (state === 'sent' && !this.#recorded.has(id)) this.#violate(`${id} is said to be sent`);
      if (state === 'rejected' && !this.#refused.has(id) && !this.#isPurged(id) && !this.#purging)
        this.#violate(`${id} is said to be rejected`);
    });
  }

  purge(tab: Tab): void {
    tab.tell('purges');
    const open = [...this.#owners.keys()].filter((id) => !this.#recorded.has(id));
    const purge: Purge = { by: tab, ids: new Set(open), excused: new Set(), done: false, over: false };
    this.#purges.push(purge);
    void tab.outbox.purge().then(
      () => (purge.done = true),
      () => undefined,
    );
  }

  /** The tab is gone; `after`: its next operation has taken effect, and it never learnt of it. */
  kill(tab: Tab, after = false): void {
    this.copies = true;
    tab.alive = false;
    if (after) tab.operations[0]?.run();
    tab.operations.length = tab.mail.length = 0;
    this.locks?.drop(tab.name);
  }

  async vanish(): Promise<void> {
    this.copies = true;
    const all = await this.records.page('', '', 1000);
    for (const id of this.#durable) this.#vanished.add(id);
    await this.records.remove(all.map(([key]) => key));
  }

  fail(tab: Tab): void {
    this.copies = true;
    this.#failed = true;
    tab.operations.shift()?.fail();
  }

  tick(ms: number): void {
    if (ms >= 1500) this.copies = true;
    this.time.advance(ms);
  }

  /** What happens by itself, sooner or later; with `answers` for the requests that are under way. */
  progress(answers: readonly Answer[]): Choice[] {
    const choices: Choice[] = [];
    for (const tab of this.#living) {
      const [operation] = tab.operations;
      const [letter] = tab.mail;
      if (operation) choices.push({ label: operation.label, run: () => tab.operations.shift()?.run() });
      if (letter) choices.push({ label: letter.label, run: () => tab.mail.shift()?.run() });
    }
    for (const flight of this.flights)
      for (const answer of answers)
        choices.push({ label: `${flight.label}: ${answer}`, run: () => flight.answer(answer) });
    return choices;
  }

  get #living(): Tab[] {
    return this.tabs.filter(({ alive }) => alive);
  }

  isOf(tab: Tab, id: string): boolean {
    return this.#owners.get(id) === tab;
  }

  // What the tabs do

  hear(tab: Tab, event: OutboxEvent): void {
    if (event.type === 'purged') this.#withdrawn.add(event.id);
    if (event.type === 'delivered' && !this.#recorded.has(event.id))
      this.#violate(`${event.id} is told as delivered to ${tab.name}`);
  }

  beginSend(tab: Tab, id: string): void {
    tab.tell(`sends ${id}`);
    if (!this.#owners.has(id)) this.#violate(`P: ${id} was never submitted`);
    if (this.#purges.some((purge) => isGone(purge, id))) this.#violate(`${id} is sent after it was purged`);
    if (!this.locks || this.copies) return;
    if ([...this.flights].some(({ label, ids }) => label.includes('sends') && ids.includes(id)))
      this.#violate(`R: ${id} is sent twice at once`);
    if (this.#recorded.has(id)) this.#violate(`R: ${id} is sent though it arrived`);
  }

  endSend(id: string, answer: Answer, calledOff: boolean): void {
    if (answer === 'delivered' || answer === 'unheard') this.#recorded.add(id);
    if (answer === 'unheard') this.copies = true;
    if (answer === 'refused' && !calledOff) this.#refused.add(id);
  }

  note(ids: readonly string[]): readonly string[] {
    for (const id of ids) this.#noted.add(id);
    return ids;
  }

  // What must hold

  #violate(what: string): void {
    this.#violations.add(legible(what));
  }

  #isPurged(id: string): boolean {
    return this.#withdrawn.has(id) || this.#purges.some(({ ids }) => ids.has(id));
  }

  get #purging(): boolean {
    return this.#purges.some(({ over }) => !over);
  }

  /** At every moment. */
  async check(): Promise<readonly string[]> {
    const kept = new Map(await this.records.page('', '', 1000));
    const isSafe = (id: string) =>
      kept.has(`o/${id}`) || kept.has(`d/${id}`) || this.#recorded.has(id) || this.#noted.has(id) ||
      this.#isPurged(id) || this.#vanished.has(id); // prettier-ignore
    for (const id of this.#durable) if (!isSafe(id)) this.#violate(`L: ${id} is lost`);
    this.#closePurges();
    for (const [key, record] of kept) {
      const id = key.slice(2);
      const hasAnswers = (record as { wire?: unknown }).wire !== undefined;
      if (hasAnswers && !this.#failed && this.#purges.some((purge) => isGone(purge, id)))
        this.#violate(`${key} is kept after a purge`);
    }
    return [...this.#violations];
  }

  /** A purge is over once every tab has heard of it and nothing is left of what was under way. */
  #closePurges(): void {
    const busy = this.#living.some(({ operations, mail }) => operations.length + mail.length > 0);
    if (busy || this.flights.size > 0) return;
    for (const purge of this.#purges) {
      purge.over = purge.done;
      for (const id of purge.ids) if (!this.#owners.get(id)?.alive) purge.excused.add(id);
    }
  }

  #letGo(): readonly string[] {
    return [...this.#vanished].filter((id) => this.#owners.get(id)?.alive && !this.#isSettled(id));
  }

  /** Nothing goes wrong any more, and time passes: in the end nothing may wait. */
  async calm(): Promise<readonly string[]> {
    this.copies = true;
    this.open();
    for (let round = 0; round < 12; round++) {
      for (const { outbox } of this.#living) void outbox.flush();
      await this.rest();
      if (round > 0 && (await this.#isDone()) && this.#letGo().length === 0) break;
      this.time.advance(16 * 60_000);
      await this.rest();
    }
    for (const [key] of await this.records.page('o/', '', 100)) this.#violate(`${key} still waits`);
    for (const id of this.#letGo()) this.#violate(`L: ${id} vanished, and its tab let it go`);
    return this.check();
  }

  #isSettled(id: string): boolean {
    return [this.#recorded, this.#refused, this.#noted].some((ids) => ids.has(id)) || this.#isPurged(id);
  }

  async #isDone(): Promise<boolean> {
    return (await this.records.page('o/', '', 1)).length === 0;
  }

  /** Lets everything happen that has begun, each request with the same end. */
  async rest(answer: Answer = 'delivered'): Promise<void> {
    for (let steps = 0; steps < 3000; steps++) {
      const [next] = this.progress([answer]);
      if (!next) return;
      next.run();
      await settle();
    }
    this.#violate('the tabs never come to rest');
  }

  /** The same for two worlds that can no longer be told apart. */
  async fingerprint(more: unknown): Promise<number> {
    return digest([
      more,
      this.tabs.map(({ alive, history, operations, mail }) => [
        alive,
        history,
        operations.length,
        mail.length,
      ]),
      [...this.flights].map(({ label }) => label).sort(),
      await this.records.page('', '', 1000),
      [this.#durable, this.#recorded, this.#vanished].map((ids) => [...ids].sort()),
      this.locks?.holder,
      this.#purges.map(({ done, over }) => [done, over]),
      this.time.now,
    ]);
  }
}

/** All that follows from the last step has happened: everything here is promises, nothing waits for the outside. */
export const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** As they are minted; the first letter names the tab. */
const idOf = ({ name }: Tab, nth: number) =>
  `${name.repeat(8).toLowerCase()}-0000-7000-8000-00000000000${nth}`;

/** Such ids as a reader would write them. */
const legible = (label: string): string =>
  label.replace(
    /([a-f])\1{7}-0000-7000-8000-0{11}(\d)/g,
    (_, tab: string, nth: string) => tab.toUpperCase() + nth,
  );

function submissionOf(id: string, sessionId: string): Submission {
  return {
    ...{
      id,
      sessionId,
      step: id,
      formId: 'modelled',
      formVersion: '1',
      answers: { email: `${id}@example.com` },
    },
    ...{ consents: [], signals: {}, exposures: [], submittedAt: '2026-11-02T09:00:00Z' },
  };
}
