/** A mail server for this machine only: it takes every mail and delivers none. */
import { SMTPServer } from 'smtp-server';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../src/model/ports.js';
import type { Inbox } from './inbox.js';

export interface MailCatcher {
  /** The `smtp:` address to send to. */
  readonly url: string;
  close(): Promise<void>;
}

export async function catchMail(inbox: Inbox, now: Clock): Promise<MailCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      buffer(stream)
        .then((raw) => inbox.add(raw, new Date(now())))
        .then(() => done(), done);
    },
  });
  const listener = server.listen(0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    listener.once('listening', resolve);
    server.once('error', reject);
  });
  // A sender that hangs up early is its own trouble: it sends again.
  server.on('error', () => undefined);
  const { port } = listener.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
