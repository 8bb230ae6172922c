/** Sends due mails in short turns, so that a confirmation arrives while the visitor still looks at the page. */
import type { Collector } from '../src/collector/collector.js';

export interface MailTurns {
  /** How many mails were sent since the start. */
  readonly sent: number;
  /** Resolves when all that is due by now is sent. */
  sendNow(): Promise<void>;
  /** Resolves when a turn under way has ended. */
  stop(): Promise<void>;
}

/** A turn every `interval` milliseconds. */
export function sendMails(collector: Collector, interval: number, warn: (text: string) => void): MailTurns {
  let sent = 0;
  let turn: Promise<void> | undefined;
  const takeTurn = () =>
    (turn ??= collector
      .sendDueMails()
      .then((count) => void (sent += count))
      .catch(() => warn('Mails could not be sent; the next turn tries again.'))
      .finally(() => (turn = undefined)));
  const timer = setInterval(() => void takeTurn(), interval);
  timer.unref();
  return {
    get sent() {
      return sent;
    },
    async sendNow() {
      await turn; // it may have begun before the last mail was due
      await takeTurn();
    },
    async stop() {
      clearInterval(timer);
      await turn;
    },
  };
}
