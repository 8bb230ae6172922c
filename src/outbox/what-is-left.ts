/** What is left where submissions were erased. */
import type { RecordStore } from '../model/ports.js';
import type { DeadRecord } from './read-entry.js';

/** When it was done: a tab that did not hear of it must not put its own submissions back. */
export const markKey = 'm/purged';

/** Whether this very database was erased; one that the browser has dropped knows of nothing. */
export async function wasErased(store: RecordStore): Promise<boolean> {
  return (await store.get(markKey)) !== undefined;
}

/** What is left of a submission whose answers are erased: nothing personal. */
export function toStub({
  id,
  createdAt,
  endpointKey,
  formId,
  lastStatus,
  reason,
  diedAt,
}: DeadRecord): object {
  return { id, v: 1, createdAt, endpointKey, formId, lastStatus, reason, diedAt };
}
