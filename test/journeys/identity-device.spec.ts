/** Who sits there, as far as a device can say: what is shown on it, and to whom. */
import type { Browser, BrowserContext, Page } from 'playwright/test';
import { askedNames, askForWhitepaper, confirmAddress, expectPdf, type Reader } from './acts.js';
import { tracesOf } from './canaries.js';
import { expect, test, testInFull, useDemo } from './journey.js';
import { listStorage, readDevice, readPage } from './look-around.js';
import { company, contact, describeCompany, describeProject, erika, max, need, traits } from './people.js';
import { takePictures } from './take-pictures.js';
import { expectNoValues, filledIn, notYou, postedBy, useVisits } from './visits.js';
import { watch } from './watch.js';

const demo = useDemo();
const { cardOf, openTab, passTime, visit } = useVisits(demo);

test('SEC31 whoever loads and reads the page leaves nothing on the device', async ({ context }) => {
  const page = await visit(context);
  await page.mouse.move(200, 200);
  await page.mouse.wheel(0, 3000);
  await page.keyboard.press('Tab');
  await page.waitForLoadState('networkidle');
  expect(await askedNames(page)).toEqual(contact);
  expect(await listStorage(page)).toEqual([]);
  await expect(notYou(page)).toHaveCount(0);
});

test('S45 F2 SEC16 SEC18 SEC31 recognised by the device alone, she is asked what is missing, and no byte of what she said comes near the page, the device or the wire', async ({
  context,
}) => {
  const person = erika('device');
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.url });
  const first = await visit(context);
  await askForWhitepaper(first, person);
  await expectPdf(await confirmAddress(first, demo.url, person.email));
  expect(tracesOf(traits(person), { device: (await readDevice(first)).text })).toEqual([]);
  await first.close();

  const visits = [
    { asked: ['company', 'jobTitle'], answer: (page: Page) => describeCompany(page), said: company },
    { asked: ['timeline', 'budget', 'need'], answer: describeProject, said: { need } },
    { asked: [], answer: () => Promise.resolve(), said: {} },
  ];
  let canaries: Record<string, string> = traits(person);
  for (const { asked, answer, said } of visits)
    await test.step(`asked ${asked.join(', ') || 'nothing'}`, async () => {
      await passTime('P21D');
      const page = await openTab(context);
      const looking = await watch(page);
      const reply = page.waitForResponse('**/v1/recognise');
      await page.goto(`${demo.url}/whitepaper/`);
      await page.evaluate(() => navigator.clipboard.writeText('untouched'));
      await expect(notYou(page)).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(await askedNames(page)).toEqual(asked);
      expect(await filledIn(page)).toEqual([]);
      await expectNoValues(reply);
      const findings = await looking.read();
      expect(tracesOf(canaries, findings)).toEqual([]);
      expect(findings['events']).toContain('pf-plan');
      expect(findings['wire']).toContain('/v1/recognise');
      expect(findings['wire']).not.toContain('unread /v1/');
      expect(findings['sockets']).toBe('');
      if (asked.length === 0) await takePictures(page, 'not-you-done');
      await answer(page);
      // What she has just typed is hers and on its way; what she had said before is not in it.
      expect(tracesOf(canaries, await looking.read())).toEqual([]);
      canaries = { ...canaries, ...said };
      expect(tracesOf(canaries, { device: (await readDevice(page)).text })).toEqual([]);
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('untouched');
      await page.close();
    });
});

/** Two days ago she asked for the whitepaper here; what was posted then, and what is on record of her. */
async function wasHere(context: BrowserContext, browser: Browser, her: Reader) {
  const first = await visit(context);
  const hers = postedBy(first);
  await askForWhitepaper(first, her);
  await first.close();
  const recorded = await cardOf(browser, her);
  await passTime('P2D');
  return { hers, recorded };
}

testInFull(
  'S64 M6 BAD32 “Nicht Sie?” is reached by keyboard and told; Max is asked everything and is another person on another device',
  async ({ context, browser }) => {
    const [her, him] = [erika('notyou'), max('notyou')];
    const { hers, recorded } = await wasHere(context, browser, her);
    const page = await visit(context);
    const his = postedBy(page);
    await expect(notYou(page)).toBeVisible();
    expect(await askedNames(page)).toEqual(['company', 'jobTitle']);
    await takePictures(page, 'not-you');
    const status = await page.locator('progressive-form [role=status]').elementHandle();
    expect((await status?.textContent())?.trim()).toBe('');
    await tabTo(page, 'Nicht Sie?');
    await takePictures(page, 'not-you-focused');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Frau')).toBeFocused();
    // The very place that a screen reader listens to.
    await expect
      .poll(() => status?.textContent())
      .toContain('Das Formular beginnt von vorn, ohne was bekannt war.');
    expect(await askedNames(page)).toEqual(contact);
    expect(await filledIn(page)).toEqual([]);
    await expect(notYou(page)).toHaveCount(0);
    expect((await readDevice(page)).keys.filter((key) => key.startsWith('p/'))).toEqual([]);
    await takePictures(page, 'not-you-after');

    await askForWhitepaper(page, him);
    expect(hers.map(({ anonymousId }) => anonymousId)).toEqual([expect.stringMatching(/^[\w-]{36}$/)]);
    expect(his.map(({ anonymousId }) => anonymousId)).toEqual([expect.stringMatching(/^[\w-]{36}$/)]);
    expect(his[0]?.anonymousId).not.toBe(hers[0]?.anonymousId);
    expect(await cardOf(browser, her)).toBe(recorded);
    const card = await cardOf(browser, him);
    expect(tracesOf(traits(her), { card })).toEqual([]);
    await expect.poll(async () => (await readDevice(page)).text).toContain(his[0]?.anonymousId);
    expect((await readDevice(page)).text).not.toContain(hers[0]?.anonymousId);
  },
);

/** As somebody does who has no mouse. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = () => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.textContent?.trim();
  };
  await page.locator('body').evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const reached: (string | undefined)[] = [];
  while (reached.at(-1) !== name && reached.length < 20) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(focused));
  }
  expect(reached.at(-1), reached.join(' → ')).toBe(name);
}

testInFull(
  'S64 BAD32 without it, whoever types another address where a form asks for one is a second person all the same',
  async ({ context, browser }) => {
    const [her, him] = [erika('typed'), max('typed')];
    const { hers, recorded } = await wasHere(context, browser, her);
    const page = await visit(context, `${demo.url}/signup/`);
    const his = postedBy(page);
    await page.getByLabel('First name').fill(him.firstName);
    await page.getByLabel('Last name').fill(him.lastName);
    await page.getByLabel('Email address').fill(him.email);
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText('Your answers have arrived.')).toBeVisible();
    expect(his).toHaveLength(1);
    expect(his[0]?.anonymousId).toMatch(/^[\w-]{36}$/);
    expect(his[0]?.anonymousId).not.toBe(hers[0]?.anonymousId);
    expect(await cardOf(browser, her)).toBe(recorded);
    expect(tracesOf(traits(her), { card: await cardOf(browser, him) })).toEqual([]);

    // The device is his now, and his alone.
    await passTime('P2D');
    const next = await visit(context);
    expect(await askedNames(next)).toEqual(contact);
    expect(tracesOf(traits(her), { page: await readPage(next) })).toEqual([]);
  },
);
