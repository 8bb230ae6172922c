/** Messages as Segment and RudderStack take them, one by one or many together. */
import type { Expected } from './list-tests.js';
import type { Heard } from './sink.js';
import { objectIn, posts, readBody, textsIn, type Message, type Told } from './told.js';
import { submissionId, typed } from './vendor-test.js';

export function readFamily(heard: readonly Heard[]): readonly Told[] {
  return posts(heard, /\/v1\//)
    .flatMap(({ body }) => readBody(body))
    .map((message): Told => {
      const { type, messageId, userId, anonymousId, event } = message;
      const context = objectIn(message, 'context');
      // RudderStack's script keeps what it is told of the message's id in there.
      const id = String(context['messageId'] ?? messageId);
      const users = textsIn(userId, anonymousId);
      if (type === 'identify') {
        const values = { ...objectIn(context, 'traits'), ...objectIn(message, 'traits') };
        return { kind: 'person', name: 'identify', values, id, users, text: JSON.stringify(message) };
      }
      // It also repeats with every message what it was told about the person.
      const text = JSON.stringify({ ...message, context: { ...context, traits: undefined } });
      const kind = type === 'track' ? 'event' : 'own';
      return { kind, name: String(event ?? type), values: objectIn(message, 'properties'), id, users, text };
    });
}

export const expectedOf = (salary: Message): readonly Expected[] => [
  {
    kind: 'person',
    name: 'identify',
    values: {
      firstName: typed.firstName,
      email: typed.email,
      company: { name: typed.company },
      company_size: typed.employees,
      consent_analytics: 'You may count me.',
      ...salary,
    },
    id: (submission) => `${submission}-0`,
  },
  {
    kind: 'event',
    name: 'Form Step Submitted',
    values: { form_id: 'talk-to-us', step: 'contact', submission_id: submissionId },
    id: (submission) => `${submission}-1`,
  },
];
