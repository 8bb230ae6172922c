/** Mail over SMTP. */
import { createTransport } from 'nodemailer';
import type { MailTransport } from './mail-transport.js';

/** `url` as nodemailer reads it, e.g. `smtps://user:password@mail.example:465`. */
export function createSmtpTransport(url: string): MailTransport {
  const transport = createTransport(url);
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
