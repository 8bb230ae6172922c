/** Our `mixpanel` beside Mixpanel's SDK. */
import { listPlainTests, listScriptTests, type Expected } from './list-tests.js';
import type { Heard } from './sink.js';
import { objectIn, posts, readBody, textsIn, without, type Message, type Told } from './told.js';
import { anInstant, submissionId, typed } from './vendor-test.js';

/** What the script adds by itself, to a person and to an event. */
const added =
  /^(\$(os|browser|browser_version|current_url|screen_height|screen_width|lib_version|device_id|user_id|initial_\w+)|mp_\w+|token|distinct_id)$/;

function read(heard: readonly Heard[]): readonly Told[] {
  const messages = posts(heard, /^\/mixpanel\//).flatMap(({ body }) => readBody(body));
  return messages.map((message): Told => {
    const properties = objectIn(message, 'properties');
    const { $distinct_id, $device_id, $user_id, event } = message;
    const text = JSON.stringify(message);
    if (typeof event === 'string') {
      const { $insert_id, time, ...values } = without(properties, added);
      const users = textsIn(properties['distinct_id'], properties['$user_id'], properties['$device_id']);
      const kind = event.startsWith('$') ? 'own' : 'event';
      return { kind, name: event, values, id: String($insert_id), users, text };
    }
    const name = Object.keys(message).find((one) => /^\$(set|set_once|union)$/.test(one)) ?? '?';
    const values = without(objectIn(message, name), added);
    const id = values['form_submission_id'];
    return {
      kind: Object.keys(values).length > 0 ? 'person' : 'own',
      name,
      values,
      ...(id !== undefined && { id: `${name} ${String(id)}` }),
      users: textsIn($distinct_id, $device_id, $user_id),
      text,
    };
  });
}

const person = (salary: Message): readonly Expected[] => [
  {
    kind: 'person',
    name: '$set',
    values: {
      $first_name: typed.firstName,
      $email: typed.email,
      company: typed.company,
      company_size: typed.employees,
      consent_analytics: anInstant,
      form_submission_id: submissionId,
      ...salary,
    },
    id: (submission) => `$set ${submission}`,
  },
  { kind: 'person', name: '$union', values: { form_steps: ['talk-to-us/contact'] } },
];

const mixpanel = {
  rows: 'V8 M13',
  name: 'Mixpanel',
  script: 'mixpanel',
  answering: () => ({ body: '{"status":1,"error":null}' }),
  adapter: ({ url }: { readonly url: string }) => ({
    use: 'mixpanel',
    token: 'project-token',
    endpoint: `${url}/mixpanel`,
  }),
  read,
  expected: (salary: Message): readonly Expected[] => [
    ...person(salary),
    {
      kind: 'event',
      name: 'Form Step Submitted',
      values: { form_id: 'talk-to-us', step: 'contact' },
      id: (submission) => submission,
    },
  ],
  // Events are told by the script alone.
  expectedPlain: person,
  mark: `mixpanel.track('Marker')`,
  preflight: false,
};

listPlainTests(mixpanel, listScriptTests(mixpanel));
