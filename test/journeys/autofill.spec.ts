/** The browser's own address book fills in the form, wherever it stands; the trap stays empty. */
import type { CDPSession, Page } from 'playwright/test';
import { define, element, moduleTag, ownAdapter, sent, text } from './embed.js';
import { plainPage, useHost } from './host.js';
import { becomeIdle, expect, test, testWhere } from './journey.js';

const host = useHost();

/** By field: the token that says what it holds, what the address book has, and what that is called there. */
const book = {
  firstName: ['given-name', 'Jo', 'NAME_FIRST'],
  lastName: ['family-name', 'Doe', 'NAME_LAST'],
  email: ['email', 'jo.doe@host.example', 'EMAIL_ADDRESS'],
  company: ['organization', 'Host & Co', 'COMPANY_NAME'],
  street: ['street-address', 'Ringstr. 1', 'ADDRESS_HOME_STREET_ADDRESS'],
  postalCode: ['postal-code', '80331', 'ADDRESS_HOME_ZIP'],
  city: ['address-level2', 'München', 'ADDRESS_HOME_CITY'],
  country: ['country', 'DE', 'ADDRESS_HOME_COUNTRY'],
  phone: ['tel', '+498912345678', 'PHONE_HOME_WHOLE_NUMBER'],
} as const;
const known: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(book).map(([name, [, value]]) => [name, value]),
);

const asked = [
  text('firstName', 'First name'),
  text('lastName', 'Last name'),
  { name: 'email', type: 'email', label: 'Email address' },
  text('company', 'Company'),
  text('street', 'Street'),
  text('postalCode', 'Postcode'),
  text('city', 'City'),
  { name: 'country', type: 'country', label: 'Country' },
  { name: 'phone', type: 'tel', label: 'Phone' },
].map((field) => ({ ...field, required: true }));
const contact = define(asked, { signals: { 'form.trap': 'reply' } });

const open = (page: Page, path: string, body: string) =>
  page.goto(host.put(path, plainPage({ body: body + ownAdapter + moduleTag() })));

/** Tells what the page heard of: answers by field. */
const listen = `<script>
  const answered = [];
  addEventListener('pf-answer', ({ field }) => answered.push(field));
</script>`;

interface Node {
  readonly backendNodeId: number;
  readonly attributes?: readonly string[] | undefined;
  readonly children?: readonly Node[] | undefined;
  readonly shadowRoots?: readonly Node[] | undefined;
}

const list = (node: Node): readonly Node[] => [
  node,
  ...[...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(list),
];

/** As if the visitor had chosen her address under the field of that name. */
async function autofill(page: Page, name: string): Promise<void> {
  await expect(control(page, name)).toBeVisible();
  // The countries come later than the rest, and the browser fills in only what it can choose.
  for (const select of await page.locator('progressive-form select').all())
    await expect(select.locator('option')).not.toHaveCount(1);
  const devtools: CDPSession = await page.context().newCDPSession(page);
  const { root } = await devtools.send('DOM.getDocument', { depth: -1, pierce: true });
  const isAnchor = ({ attributes = [] }: Node) =>
    attributes.some((part, i) => part === name && attributes[i - 1] === 'name');
  const fieldId = list(root).find(isAnchor)?.backendNodeId ?? 0;
  const [firstName, lastName] = [book.firstName[1], book.lastName[1]];
  const fields = [
    { name: 'NAME_FULL', value: `${firstName} ${lastName}` },
    ...Object.values(book).map(([, value, type]) => ({ name: type, value })),
  ];
  await devtools.send('Autofill.setAddresses', { addresses: [{ fields }] });
  await devtools.send('Autofill.trigger', { fieldId, address: { fields } });
  await devtools.detach();
}

const control = (page: Page, name: string) => page.locator(`progressive-form [name=${name}]`);

const expectFilled = async (page: Page) => {
  for (const [name, value] of Object.entries(known)) await expect(control(page, name)).toHaveValue(value);
};

const taken = (page: Page) => page.evaluate<{ answers: object; signals: object }[]>('taken');

const modes = { 'in a tree of its own': '', 'in the tree of the page': 'render="light"' };
for (const [where, mode] of Object.entries(modes)) {
  // What light mode shares with a tree of its own.
  const testIt = testWhere(!mode);
  test(`S91 M1 SEC21 autofill fills in every field of a form ${where}, each is an answer at once, all are sent, and the trap stays empty`, async ({
    page,
  }) => {
    await open(page, '/alone', listen + element(contact, mode));
    const trap = control(page, 'contact_reason');
    await expect(trap).toBeAttached();
    await autofill(page, 'firstName');
    await expectFilled(page);
    expect((await page.evaluate<string[]>('answered')).sort()).toEqual(Object.keys(book).sort());
    const answers = await page.evaluate('document.querySelector("progressive-form").session.state.answers');
    expect(answers).toEqual(known);
    await expect(trap).toHaveValue('');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText(sent)).toBeVisible();
    expect(await taken(page)).toEqual([expect.objectContaining({ answers: known, signals: {} })]);
  });

  testIt(
    `S91 M1 autofill fills in a form ${where} that stands in a form of the page, which gets the answers too`,
    async ({ page }) => {
      const around = `<form><label>Voucher <input name="voucher"></label>${element(contact, `name="pf" ${mode}`)}</form>`;
      await open(page, '/within', around);
      await autofill(page, 'firstName');
      await expectFilled(page);
      const entries = () => page.evaluate(() => [...new FormData(document.forms[0])].map(String));
      const expected = Object.entries(known).map(([name, value]) => `pf.${name},${value}`);
      await expect.poll(entries).toEqual(expect.arrayContaining(['voucher,', ...expected]));
    },
  );

  testIt(`S91 ${where}: what autofill puts right is not called wrong any more`, async ({ page }) => {
    await open(page, '/wrong', element(contact, mode));
    await page.getByRole('button', { name: 'Send' }).click();
    const wrong = page.locator('progressive-form [aria-invalid=true]');
    await expect(wrong).toHaveCount(asked.length);
    await autofill(page, 'firstName');
    await expectFilled(page);
    await expect(wrong).toHaveCount(0);
    await expect(page.locator('progressive-form .error')).toHaveCount(0);
  });

  testIt(`S91 ${where}: what changed without any event is sent all the same`, async ({ page }) => {
    await open(page, '/silent', element(contact, mode));
    await autofill(page, 'firstName');
    await expectFilled(page);
    await control(page, 'city').evaluate((city: HTMLInputElement) => (city.value = 'Augsburg'));
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText(sent)).toBeVisible();
    expect(await taken(page)).toEqual([expect.objectContaining({ answers: { ...known, city: 'Augsburg' } })]);
  });

  testIt(
    `SEC21 ${where}: the trap is met neither by Tab nor by a screen reader, and tells of whoever fills it in`,
    async ({ page }) => {
      await open(page, '/trap', element(contact, mode));
      const trap = control(page, 'contact_reason');
      await expect(trap).toBeAttached();
      const focused = await tabThrough(page);
      expect(focused).toEqual(expect.arrayContaining(Object.keys(book)));
      expect(focused).not.toContain('contact_reason');
      const devtools = await page.context().newCDPSession(page);
      const tree = JSON.stringify(await devtools.send('Accessibility.getFullAXTree'));
      expect(tree).toContain('First name');
      expect(tree).not.toContain('Contact reason');
      await autofill(page, 'firstName');
      await expectFilled(page);
      await trap.evaluate((input: HTMLInputElement) => (input.value = 'a machine was here'));
      await page.getByRole('button', { name: 'Send' }).click();
      await expect(page.getByText(sent)).toBeVisible();
      expect(await taken(page)).toEqual([
        expect.objectContaining({ answers: known, signals: { 'form.trap': true } }),
      ]);
    },
  );
}

test('S91 one field for the whole name is filled in with the whole name', async ({ page }) => {
  const fields = [text('name', 'Your name'), { name: 'email', type: 'email', label: 'Email address' }, text('company', 'Company')]; // prettier-ignore
  await open(page, '/whole', element(define(fields)));
  await autofill(page, 'name');
  await expect(control(page, 'name')).toHaveValue('Jo Doe');
  await expect(control(page, 'email')).toHaveValue(book.email[1]);
});

test('S91 every standard field bears its token, without a word in the definition', async ({ page }) => {
  await open(page, '/tokens', element(contact));
  for (const [name, [token]] of Object.entries(book))
    await expect(control(page, name)).toHaveAttribute('autocomplete', token);
});

test('S91 the fields of a step appear together: autofill never fills in what comes later', async ({
  page,
}) => {
  const many = Array.from({ length: 20 }, (_, i) => text(`f${i}`, `Question ${i}`));
  const watch = `<script>
    const seen = [];
    // The tag draws into a tree that is there as soon as it is defined, and watched before anything stands in it.
    customElements.whenDefined('progressive-form').then(() => {
      const { shadowRoot } = document.querySelector('progressive-form');
      const count = () => {
        const all = [...shadowRoot.querySelectorAll('form [name]')];
        seen.push(all.filter((one) => one.checkVisibility()).length);
      };
      count();
      new MutationObserver(count).observe(shadowRoot, { childList: true, subtree: true, attributes: true });
    });
  </script>`;
  await open(page, '/together', watch + element(define(many)));
  await expect(page.getByLabel('Question 19')).toBeVisible();
  // With the parts that come after the first view, what they add to it is there too.
  await page.waitForLoadState('networkidle');
  await becomeIdle(page);
  const counts = await page.evaluate<number[]>('seen');
  expect(counts[0]).toBe(0);
  expect([...new Set(counts)]).toEqual([0, 20]);
});

test('M9 S91 patterns, ranges and checks of the page’s own are quiet until the first attempt, and then told as answers change', async ({
  page,
}) => {
  const fields = [
    { ...text('code', 'Code'), hint: 'Two letters, two digits.', rules: { pattern: '[A-Z]{2}[0-9]{2}' } },
    { name: 'age', type: 'number', label: 'Age', rules: { min: 18 } },
    { ...text('vat', 'VAT number'), validator: 'vat' },
    { ...text('reference', 'Reference'), validator: 'broken' },
  ];
  const validators = `<script>
    const asked = [];
    const check = (validate) => ({ '~standard': { version: 1, vendor: 'page', validate } });
    document.querySelector('progressive-form').validators = {
      vat: check(async (value) => (asked.push(value), value === 'DE1' ? { value } : { issues: [{ message: 'not on record' }] })),
      broken: check(() => Promise.reject(new Error('offline'))),
    };
  </script>`;
  await open(page, '/checked', element(define(fields)) + validators);
  const errors = page.locator('progressive-form .error');
  await page.getByLabel('Code').fill('zz');
  await page.getByLabel('Age').fill('17');
  await page.getByLabel('VAT number').fill('x');
  await page.getByLabel('Reference').fill('Any');
  await page.getByLabel('Reference').blur();
  await becomeIdle(page);
  await expect(errors).toHaveCount(0);
  expect(await page.evaluate('asked')).toEqual([]);

  await page.getByRole('button', { name: 'Send' }).click();
  await expect(errors).toHaveText([
    'Code: write it in the form that is asked for',
    'Age: enter 18 or more',
    'VAT number: not on record',
  ]);
  expect(await taken(page)).toEqual([]);
  // Cleared while it is typed, and checked again once it is.
  await page.getByLabel('VAT number').focus();
  await page.keyboard.type('y');
  await expect(errors).toHaveCount(2);
  await page.keyboard.press('Tab');
  await expect(errors).toHaveCount(3);
  await page.getByLabel('Code').fill('AB12');
  await page.getByLabel('Age').fill('18');
  await page.getByLabel('VAT number').fill('DE1');
  await page.getByLabel('VAT number').blur();
  await expect(errors).toHaveCount(0);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText(sent)).toBeVisible();
  const answers = { code: 'AB12', age: 18, vat: 'DE1', reference: 'Any' };
  expect(await taken(page)).toEqual([expect.objectContaining({ answers })]);
});

/** Names of what gets the focus, in order, until it leaves the page. */
async function tabThrough(page: Page): Promise<readonly string[]> {
  const names: string[] = [];
  for (let i = 0; i < 2 * asked.length; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const { activeElement } = document;
      const inner = activeElement?.shadowRoot?.activeElement ?? activeElement;
      return inner?.getAttribute('name') ?? '';
    });
    names.push(name);
  }
  return names;
}
