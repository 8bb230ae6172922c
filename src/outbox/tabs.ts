/** What the tabs of an origin tell each other; nothing personal. */
import type { OutboxEvent } from '../model/ports.js';

/** A `BroadcastChannel`, or what stands in for one. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>;

export type Message =
  /** Something new waits: whoever told it may not live to send it. */
  | { readonly type: 'work'; readonly endpointKey: string }
  | { readonly type: 'settled'; readonly event: Extract<OutboxEvent, { type: 'delivered' | 'rejected' }> }
  | { readonly type: 'purge' };

/** Any script of the origin may write there: what is not a message of ours has no type that is known. */
export function hearTabs(
  channel: Channel | undefined,
  hear: { readonly [Type in Message['type']]: (message: Extract<Message, { type: Type }>) => unknown },
): void {
  if (!channel) return;
  channel.onmessage = ({ data }: MessageEvent<Message | null | undefined>) => {
    if (data?.type === 'purge') hear.purge(data);
    if (data?.type === 'work') hear.work(data);
    if (data?.type === 'settled' && data.event) hear.settled(data);
  };
}
