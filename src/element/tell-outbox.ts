/** What the outbox says, as the page hears it. */
import type { OutboxEvent } from '../model/ports.js';
import type { AnsweringHost } from './answering-host.js';

export function tellOutbox(host: AnsweringHost, event: OutboxEvent): void {
  if (event.type === 'storage') {
    if (event.state !== 'durable')
      host.tell('pf-error', { message: `Nothing more is kept on this device (${event.reason}).` });
    return;
  }
  if (event.type === 'parked')
    return void host.tell('pf-error', { message: `The submission waits: status ${event.status}.` });
  const { type, ...told } = event;
  if (type === 'erased' || type === 'purged') host.tell('pf-rejected', { ...told, status: 0, reason: type });
  else host.tell(`pf-${type}`, told);
}
