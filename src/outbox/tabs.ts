/** What the tabs of an origin tell each other. Any script of the origin may write there, and nothing personal is told. */
import type { OutboxEvent } from '../model/ports.js';

/** A `BroadcastChannel`, or what stands in for one. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>;

export type Settled = Extract<OutboxEvent, { type: 'delivered' | 'rejected' }>;

export type Message =
  /** Something new waits: whoever told it may not live to send it. */
  | { readonly type: 'work'; readonly endpointKey: string }
  | { readonly type: 'settled'; readonly event: Settled }
  | { readonly type: 'purge' };

export interface Tabs {
  tell(message: Message): void;
  close(): void;
}

export function joinTabs(channel: Channel | undefined, hear: (message: Message) => void): Tabs {
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isMessage(data)) hear(data);
    };
  }
  return {
    tell: (message) => channel?.postMessage(message),
    close: () => channel?.close(),
  };
}

function isMessage(data: unknown): data is Message {
  const { type, endpointKey, event } = (data ?? {}) as Partial<Record<string, unknown>>;
  if (type === 'work') return typeof endpointKey === 'string';
  const { type: word, id } = (event ?? {}) as Partial<Record<string, unknown>>;
  if (type === 'settled') return (word === 'delivered' || word === 'rejected') && typeof id === 'string';
  return type === 'purge';
}
