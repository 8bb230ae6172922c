/** What holds for every vendor: with its own script on the page, and without. */
import type { Page } from 'playwright/test';
import { readShape } from './read-shape.js';
import type { Answering, Heard, Sink } from './sink.js';
import type { Message, Told } from './told.js';
import { expect, fillIn, openForm, sendMarker, test, typed, useSink } from './vendor-test.js';

export interface Vendor {
  /** Of the list of behaviours. */
  readonly rows: string;
  readonly name: string;
  /** In `page/`. */
  readonly script: string;
  readonly answering: Answering;
  /** As a definition names it. */
  adapter(sink: Sink): object;
  read(heard: readonly Heard[]): readonly Told[];
  /** What the lead comes to; `salary` is what the sensitive field does. */
  expected(salary: Message): readonly Expected[];
  /** Tells the vendor's script of an event called `Marker`: what it was told before is on its way by then. */
  readonly mark: string;
}

export interface Expected extends Pick<Told, 'kind' | 'name'> {
  /** Of an event, at least these; no answer is in any of it. */
  readonly values: Message;
  /** By which copies are known, where that can be ours. */
  id?(submission: string): string;
}

/** Of a vendor that a page can also reach without its script. */
export interface Reachable extends Vendor {
  /** Where it differs from what its own script is told. */
  expectedPlain?(salary: Message): readonly Expected[];
  /** Whether the browser asks first. */
  readonly preflight: boolean;
  /** What the script sends, with what the vendor takes in a second place as well put there too. */
  alike?(message: Message): Message;
}

/** One answer is for nobody else; another goes by the name that its field has in the definition, others by the vendor's. */
const map = { note: '' };

/** The names of fields are for the one that delivers. */
const mirrorMap = { ...map, employees: 'company_size' };

const isOurs = ({ kind, name }: Told) => kind !== 'own' && name !== 'Marker';

/** Gives the vendor's place. */
export function listScriptTests(vendor: Vendor): Sink {
  const { rows, name, script } = vendor;
  const sink = useSink(vendor.answering);
  const told = () => vendor.read(sink.heard);
  const mirrored = (endpoint: string) => ({
    use: 'http',
    endpoint,
    mirrors: [{ ...vendor.adapter(sink), map: mirrorMap, purpose: 'analytics' }],
  });

  test(`${rows} ${name}’s script is told once of a lead that the collector has, however often that was sent`, async ({
    page,
    site,
    collector,
  }) => {
    collector.loseAnswerTo(({ method }) => method === 'POST');
    await openForm(page, site, { sink, script, adapter: mirrored(collector.url) });
    await fillIn(page);
    expect(idsIn(collector).length).toBeGreaterThan(1);
    await expectToldByScript(page, vendor.expected({}));
    expectNothingAstray(told());
  });

  test(`${rows} what ${name}’s script is told of a lead bears the id of the submission, by which a copy is known`, async ({
    page,
    site,
    collector,
  }) => {
    await openForm(page, site, { sink, script, adapter: mirrored(collector.url) });
    await fillIn(page);
    const expected = vendor.expected({}).filter(({ id }) => id);
    const [submission = ''] = idsIn(collector);
    for (const { kind, name: called, id } of expected) {
      const same = () => told().find((one) => one.kind === kind && one.name === called);
      await expect.poll(same, `${kind} ${called}`).toBeDefined();
      expect(same()?.id, `${kind} ${called}`).toBe(id?.(submission));
    }
    expect(expected.length).toBeGreaterThan(0);
  });

  test(`${rows} whoever says “Not you?” is somebody else to ${name}’s script`, async ({ page, site }) => {
    const adapter = { ...vendor.adapter(sink), map };
    await openForm(page, site, { sink, script, adapter, remember: 'afterSubmit' });
    await fillIn(page);
    const persons = () => told().filter(({ kind }) => kind === 'person');
    await expect.poll(() => persons().length).toBeGreaterThan(0);
    const before = new Set(told().flatMap(({ users }) => users));
    await page.reload(); // nobody mistakes her for what she has told on the same visit
    await page.getByRole('button', { name: 'Not you?' }).click();
    const other = { firstName: 'Max', email: 'max@pruefstand.example' };
    await fillIn(page, { writes: other });
    const his = () => told().filter(({ text }) => text.includes(other.email));
    await expect.poll(() => his().length).toBe(1);
    for (const { users, text } of his()) {
      for (const user of users) expect(before).not.toContain(user);
      expect(text).not.toContain(typed.email);
    }
  });

  test(`${rows} ${name}’s script is where the answers go: each part of a lead is told once`, async ({
    page,
    site,
  }) => {
    await openForm(page, site, { sink, script, adapter: { ...vendor.adapter(sink), map } });
    await fillIn(page);
    await expectToldByScript(page, vendor.expected({ salary: typed.salary }));
    expectNothingAstray(told());
  });

  test(`${rows} ${name}’s script is not told of a lead who did not agree to that`, async ({
    page,
    site,
    collector,
  }) => {
    await openForm(page, site, { sink, script, adapter: mirrored(collector.url) });
    await fillIn(page, { agrees: false });
    await expectToldByScript(page, []);
  });

  async function expectToldByScript(page: Page, expected: readonly Expected[]): Promise<void> {
    await expect.poll(() => told().filter(isOurs).length).toBeGreaterThanOrEqual(expected.length);
    await sendMarker(page, vendor.mark, () => told().some((one) => one.name === 'Marker'));
    expectTold(told().filter(isOurs), expected);
  }

  return sink;
}

export function listPlainTests(vendor: Reachable, sink: Sink): void {
  const { rows, name, script } = vendor;
  const told = () => vendor.read(sink.heard).filter(isOurs);
  const adapter = () => ({ ...vendor.adapter(sink), map });
  const expected = (vendor.expectedPlain ?? vendor.expected)({ salary: typed.salary });
  const alike = vendor.alike ?? ((message: Message) => message);

  test(`${rows} without ${name}’s script the lead is posted, and a lost answer makes no second one`, async ({
    page,
    site,
  }) => {
    sink.loseAnswerTo(({ method }) => method === 'POST');
    await openForm(page, site, { sink, adapter: adapter() });
    await fillIn(page);
    const posted = sink.heard.filter(({ method }) => method === 'POST');
    expect(posted.length).toBeGreaterThan(1);
    // Not a byte of the copies differs, so that whatever the vendor knows copies by is the same.
    expect(new Set(posted.map(({ body, path }) => path + body)).size).toBe(1);
    expect(sink.heard.some(({ method }) => method === 'OPTIONS')).toBe(vendor.preflight);
    const [one] = posted;
    expectTold(vendor.read(one ? [one] : []), expected);
    expectNothingAstray(told());
  });

  test(`${rows} what is posted without ${name}’s script has the shape of what the script itself sends`, async ({
    page,
    site,
  }) => {
    await openForm(page, site, { sink, adapter: adapter() });
    await fillIn(page);
    const plain = told();
    sink.heard = [];
    await openForm(page, site, { sink, script, adapter: adapter() });
    await fillIn(page);
    const theirs = (mine: Told) => told().find(({ kind, name }) => kind === mine.kind && name === mine.name);
    expect(plain).toHaveLength(expected.length);
    for (const mine of plain) {
      await expect.poll(() => theirs(mine)).toBeDefined();
      const shape = readShape(alike(JSON.parse(theirs(mine)?.text ?? '{}') as Message));
      expect(shape, `${mine.kind} ${mine.name}`).toMatchObject(readShape(JSON.parse(mine.text) as Message));
    }
  });
}

/** Of what was posted to the collector. */
const idsIn = ({ heard }: Sink): readonly string[] =>
  heard
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => (JSON.parse(body) as { readonly id: string }).id);

/** These, in any order, and nothing more. */
function expectTold(told: readonly Told[], expected: readonly Expected[]): void {
  const bare = told.map(({ kind, name, values }) => ({ kind, name, values }));
  expect(bare).toHaveLength(expected.length);
  for (const { kind, name, values } of expected) {
    const wanted: unknown = kind === 'event' ? expect.objectContaining(values) : values;
    expect(bare).toContainEqual({ kind, name, values: wanted });
  }
  const ids = told.flatMap(({ id }) => id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
}

/** What was typed stands in what is told about the person, and nowhere else; an address is nobody's name. */
function expectNothingAstray(told: readonly Told[]): void {
  for (const { kind, text, users } of told) {
    for (const user of users) expect(user).not.toMatch(/@|%40/);
    if (kind === 'person') continue;
    for (const answer of Object.values(typed)) expect(text).not.toContain(answer);
  }
}
