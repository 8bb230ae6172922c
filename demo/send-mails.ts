/** Sends due mails in short turns, so that a confirmation arrives while the visitor still looks at the page. */
import type { Collector } from '../src/collector/collector.js';

/** A turn every `interval` milliseconds. Returns what stops it, resolving when a turn under way has ended. */
export function sendMails(
  collector: Collector,
  interval: number,
  warn: (text: string) => void,
): () => Promise<void> {
  let turn: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    turn ??= collector
      .sendDueMails()
      .catch(() => warn('Mails could not be sent; the next turn tries again.'))
      .finally(() => (turn = undefined));
  }, interval);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await turn;
  };
}
