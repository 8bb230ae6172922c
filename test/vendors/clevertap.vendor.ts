/** Our `clevertap` beside CleverTap's SDK, which alone can reach it from a page. */
import { listScriptTests, type Expected } from './list-tests.js';
import type { Heard, Reply } from './sink.js';
import { objectIn, textsIn, without, type Message, type Told } from './told.js';
import { unpack } from './unpack.mjs';
import { expect, fillIn, openForm, sendMarker, submissionId, test, typed } from './vendor-test.js';

/** Each message is the address of a script, packed into its query. */
function read(heard: readonly Heard[]): readonly Told[] {
  return heard.flatMap(({ query }): readonly Told[] => {
    const text = unpack(query.get('d') ?? '');
    if (!text) return [];
    const message = JSON.parse(text) as Message;
    const profile = without(objectIn(message, 'profile'), /^(tz|ct_optout)$/);
    const users = textsIn(message['g'], profile['Identity']);
    if (message['type'] === 'profile') {
      const kind = Object.keys(profile).length > 0 ? 'person' : 'own';
      return [{ kind, name: message['isOUL'] ? 'another' : 'profile', values: profile, users, text }];
    }
    const name = String(message['evtName'] ?? query.get('type'));
    const kind = message['type'] === 'event' && !name.startsWith('wzrk_') ? 'event' : 'own';
    const values = objectIn(message, 'evtData');
    return [{ kind, name, values, id: String(values['Submission ID'] ?? ''), users, text }];
  });
}

/** A script too: it tells who the visitor is to CleverTap, and which message that answers. */
const answering = ({ query }: Heard): Reply => ({
  type: 'text/javascript',
  body: `$WZRK_WR.s('somebody', 1795400000, false, ${Number(query.get('rn'))})`,
});

const expected = (salary: Message): readonly Expected[] => [
  {
    kind: 'person',
    name: 'profile',
    values: {
      Name: typed.firstName,
      Email: typed.email,
      company: typed.company,
      company_size: typed.employees,
      ...salary,
    },
  },
  {
    kind: 'event',
    name: 'Form Step Submitted',
    values: { 'Submission ID': submissionId, 'Form ID': 'talk-to-us', Step: 'contact' },
    id: (submission) => submission,
  },
];

const clevertap = {
  rows: 'V19 M13',
  name: 'CleverTap',
  script: 'clevertap',
  answering,
  adapter: () => ({ use: 'clevertap' }),
  read,
  expected,
  mark: `clevertap.event.push('Marker')`,
};

const sink = listScriptTests(clevertap);
const person = () => read(sink.heard).filter(({ kind }) => kind === 'person');

test('V19 M13 answers wait until CleverTap’s script is there, and are told once', async ({ page, site }) => {
  await openForm(page, site, { sink, adapter: { use: 'clevertap', map: { note: '' } } });
  await fillIn(page, { reads: /safe|later|soon/i });
  expect(sink.heard).toEqual([]);
  await page.addScriptTag({ url: '/clevertap.js', type: 'module' });
  await expect.poll(() => person().length, { timeout: 15_000 }).toBe(1);
  await sendMarker(page, clevertap.mark, () => read(sink.heard).some(({ name }) => name === 'Marker'));
  expect(person().map(({ values }) => values)).toEqual([expected({ salary: typed.salary })[0]?.values]);
});

test('V19 M13 a telephone number reaches CleverTap as its script wants it', async ({ page, site }) => {
  await openForm(page, site, {
    sink,
    script: 'clevertap',
    adapter: { use: 'clevertap', map: { note: 'Phone' } },
  });
  await fillIn(page, { writes: { note: '+49 (170) 123-4567' } });
  await expect.poll(() => person().length).toBe(1);
  expect(person()[0]?.values['Phone']).toBe(491701234567);
});

test('V19 M13 a number that CleverTap’s script refuses takes nothing else with it', async ({
  page,
  site,
}) => {
  // It drops the whole profile for the sake of the last property in it.
  const map = { note: 'Phone', email: '', salary: '' };
  await openForm(page, site, { sink, script: 'clevertap', adapter: { use: 'clevertap', map } });
  await fillIn(page, { writes: { note: '+1234567' } });
  await expect.poll(() => read(sink.heard).some(({ kind }) => kind === 'event')).toBe(true);
  expect(person().map(({ values }) => values['Name'])).toEqual([typed.firstName]);
});
