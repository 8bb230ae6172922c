/** Mail over SMTP. */
import { createTransport } from 'nodemailer';
import type { MailTransport } from './mail-transport.js';

/**
 * `url` as nodemailer reads it, e.g. `smtps://user:password@mail.example:465`. `patience`: milliseconds to connect, and
 * for each answer of the server. A mail that takes four times as long is given up: the queue relies on an end.
 */
export function createSmtpTransport(url: string, patience = 60_000): MailTransport {
  const transport = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  return {
    async send({ from, to, subject, text, html, messageId }) {
      refuseLineBreaks({ from, to, subject, messageId });
      // Given as an object, an address cannot turn out to be a list of them.
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${messageId}>`,
        signal: AbortSignal.timeout(4 * patience),
      });
    },
    close: () => transport.close(),
  };
}

/** A line break in a header would begin the next one. */
function refuseLineBreaks(headers: Readonly<Record<string, string>>): void {
  const broken = Object.keys(headers).find((name) => /[\r\n\0]/.test(headers[name] ?? ''));
  if (broken) throw new Error(`mail: ${broken} holds a line break. Take it out`);
}
