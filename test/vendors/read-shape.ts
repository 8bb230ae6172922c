/** What kind of message it is, whoever wrote it: names and kinds of values, not the values. */
import type { Message } from './told.js';

export const readShape = (message: Message): Message =>
  Object.fromEntries(Object.entries(message).map(([name, value]) => [name, shapeOf(value)]));

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value) return readShape(value as Message);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value)) ? 'an instant' : typeof value;
}
