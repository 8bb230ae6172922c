/** What the tabs of one origin share beside the store: exclusive locks, and a channel. */
import type { Channel } from '../../src/outbox/tabs.js';
import type { Locks } from '../../src/outbox/lock-turn.js';

interface Request {
  readonly client: string;
  /** Takes the lock: begins the work, and resolves when it is done. */
  readonly take: () => Promise<unknown>;
  readonly lose: () => void;
}

/** The Web Locks of an origin, as far as an outbox uses them; names are all one. */
export class FakeLocks {
  #holder: Request | undefined;
  #queue: Request[] = [];
  #name = '';

  get holder(): string | undefined {
    return this.#holder?.client;
  }

  /** As one tab sees them. */
  of(client: string): Required<Locks> {
    const request = (name: string, { steal, signal }: LockOptions, work: () => Promise<unknown>) =>
      new Promise<unknown>((resolve, reject) => {
        this.#name = name;
        const lose = () => reject(new DOMException('', 'AbortError'));
        if (signal?.aborted) return lose();
        const mine: Request = { client, take: () => work().then(resolve, reject), lose };
        signal?.addEventListener('abort', () => {
          if (!this.#queue.includes(mine)) return;
          this.#queue = this.#queue.filter((other) => other !== mine);
          lose();
        });
        if (steal) this.#steal(mine);
        else this.#queue.push(mine);
        this.#next();
      });
    const query = async () => ({
      held: this.#holder
        ? [{ name: this.#name, clientId: this.#holder.client, mode: 'exclusive' as const }]
        : [],
      pending: [],
    });
    return { request: request as LockManager['request'], query };
  }

  /** A tab that is gone holds and awaits nothing. */
  drop(client: string): void {
    this.#queue = this.#queue.filter((other) => other.client !== client);
    if (this.#holder?.client === client) this.#release(this.#holder);
  }

  #steal(request: Request) {
    this.#holder?.lose();
    this.#holder = undefined;
    this.#queue.unshift(request);
  }

  #next() {
    if (this.#holder) return;
    const next = (this.#holder = this.#queue.shift());
    if (next) void Promise.resolve().then(next.take).then(() => this.#release(next)); // prettier-ignore
  }

  #release(request: Request) {
    if (this.#holder !== request) return;
    this.#holder = undefined;
    this.#next();
  }
}

/** A `BroadcastChannel` of which a test sees, holds back and forges the messages. */
export class FakeChannels {
  readonly #members = new Set<Channel>();
  /** Everything that was told. */
  readonly told: unknown[] = [];

  /** `deliver` gets each message with what hands it over; soon where absent. */
  join(deliver: (hand: () => void, message: unknown) => void = (hand) => queueMicrotask(hand)): Channel {
    const channel: Channel & { deliver: typeof deliver } = {
      deliver,
      onmessage: null,
      postMessage: (message) => {
        this.told.push(message);
        this.#post(channel, message);
      },
      close: () => void this.#members.delete(channel),
    };
    this.#members.add(channel);
    return channel;
  }

  /** As any script of the origin may; heard at once. */
  forge(message: unknown): void {
    this.#post(undefined, message);
  }

  #post(from: Channel | undefined, message: unknown) {
    const data = structuredClone(message);
    for (const member of this.#members) {
      if (member === from) continue;
      const hand = () => member.onmessage?.call(member as BroadcastChannel, { data } as MessageEvent);
      if (from)
        (member as Channel & { deliver: (hand: () => void, message: unknown) => void }).deliver(
          hand,
          message,
        );
      else hand();
    }
  }
}
