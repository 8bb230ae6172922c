/** What the outbox says, as the page hears it. */
import type { OutboxEvent } from '../model/ports.js';
import type { AnsweringHost } from './answering-host.js';

export function tellOutbox(host: AnsweringHost, event: OutboxEvent): void {
  if (event.type === 'storage') {
    if (event.state !== 'durable')
      host.tell('pf-error', { message: `Nothing more is kept on this device (${event.reason}).` });
    return;
  }
  const { id, formId, type } = event;
  if (type === 'queued') host.tell('pf-queued', { formId, id });
  if (type === 'delivered') host.tell('pf-delivered', { formId, id, outcome: event.outcome });
  if (type === 'rejected')
    host.tell('pf-rejected', { formId, id, status: event.status, reason: event.reason });
  if (type === 'erased' || type === 'purged')
    host.tell('pf-rejected', { formId, id, status: 0, reason: type });
  if (type === 'parked') host.tell('pf-error', { message: `The submission waits: status ${event.status}.` });
}
