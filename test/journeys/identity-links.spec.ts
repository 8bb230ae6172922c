/** Who comes by a link: what it fills in, for whom, and whom it leaves as they were. */
import { askedNames, askForWhitepaper, confirmAddress, expectPdf } from './acts.js';
import { tracesOf } from './canaries.js';
import { expect, test, testInFull, useDemo } from './journey.js';
import { readDevice, readPage } from './look-around.js';
import { answersIn, linkIn, mailsTo } from './mailbox.js';
import { company, contact, describeCompany, describeProject, erika, max, need, traits } from './people.js';
import { expectNoValues, filledIn, notYou, postedBy, useVisits } from './visits.js';
import { watch } from './watch.js';

const demo = useDemo();
const { cardOf, leadCards, openTab, passTime, visit } = useVisits(demo);

test('S65 S62 S46 SEC16 on a phone her link fills in the names; what she answers there is not asked on the laptop once she has come by a link there too', async ({
  context,
  browser,
}) => {
  const person = erika('phone');
  const laptop = await visit(context);
  await askForWhitepaper(laptop, person);
  await expectPdf(await confirmAddress(laptop, demo.url, person.email));
  await laptop.close();
  await passTime('P2D');
  const [, mail] = await mailsTo(demo.url, person.email, 2);

  const handy = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const phone = await browser.newContext(handy);
  const byLink = await visit(phone, linkIn(mail));
  expect(byLink.url()).toBe(`${demo.url}/whitepaper/`);
  await expect(byLink.getByLabel('Vorname')).toHaveValue(person.firstName);
  await expect(byLink.getByLabel('Nachname')).toHaveValue(person.lastName);
  await expect(byLink.getByLabel('E-Mail-Adresse')).toHaveValue(person.email);
  expect(await filledIn(byLink)).toEqual(['firstName', 'lastName', 'email']);
  expect(await askedNames(byLink)).toEqual(['firstName', 'lastName', 'email', 'company', 'jobTitle']);
  await expect(notYou(byLink)).toBeVisible();
  await describeCompany(byLink);
  const onPhone = await visit(phone);
  expect(tracesOf({ ...traits(person), ...company }, { page: await readPage(onPhone) })).toEqual([]);
  await phone.close();

  // A typed address has shown nobody to sit at the laptop: what she said elsewhere does not show there.
  await passTime('PT1H');
  const before = await visit(context);
  expect(await askedNames(before)).toEqual(['company', 'jobTitle']);
  await before.close();

  const click = await openTab(context);
  await click.goto(answersIn(mail)['Velano'] ?? '');
  await click.getByRole('button', { name: 'Antwort absenden' }).click();
  await click.getByRole('link', { name: 'Weiter' }).click();
  await expect(click.getByRole('heading', { name: 'Ihr Vorhaben' })).toBeVisible();
  expect(await askedNames(click)).toEqual(['timeline', 'budget', 'need']);
  await describeProject(click);
  await click.close();

  await passTime('P2D');
  const page = await openTab(context);
  const looking = await watch(page);
  const reply = page.waitForResponse('**/v1/recognise');
  await page.goto(`${demo.url}/whitepaper/`);
  await expect(notYou(page)).toBeVisible();
  expect(await askedNames(page)).toEqual([]);
  await expectNoValues(reply);
  expect(tracesOf({ ...traits(person), ...company, need }, await looking.read())).toEqual([]);
  const card = await cardOf(browser, person);
  for (const value of [...Object.values(company), need, 'Velano']) expect(card).toContain(value);
});

testInFull(
  'S46 SEC17 BAD32 her link forwarded to Max, who types his own address: nothing merges, and her record stays as it was',
  async ({ context, browser }) => {
    const [her, him] = [erika('forwarded'), max('forwarded')];
    const first = await visit(context);
    await askForWhitepaper(first, her);
    await expectPdf(await confirmAddress(first, demo.url, her.email));
    await passTime('P2D');
    const [, mail] = await mailsTo(demo.url, her.email, 2);
    const recorded = await cardOf(browser, her);
    const people = (await leadCards(browser)).length;

    const his = await browser.newContext();
    const page = await visit(his, linkIn(mail));
    const posted = postedBy(page);
    await expect(page.getByLabel('Vorname')).toHaveValue(her.firstName);
    await page.getByLabel('Vorname').fill(him.firstName);
    await page.getByLabel('Nachname').fill(him.lastName);
    await page.getByLabel('E-Mail-Adresse').fill(him.email);
    await describeCompany(page, { company: 'Anderswo AG', jobTitle: 'Einkäufer' });
    expect(posted).toHaveLength(1);
    expect(posted[0]).not.toHaveProperty('proof');
    expect(tracesOf(traits(her), { posted: JSON.stringify(posted) })).toEqual([]);
    expect(await cardOf(browser, her)).toBe(recorded);
    // Her consent is not his: of him nothing is kept, here or there.
    expect(await leadCards(browser)).toHaveLength(people);
    await expect
      .poll(async () => (await readDevice(page)).keys.filter((key) => !key.startsWith('k/')))
      .toEqual([]);

    const again = await visit(his, linkIn(mail));
    expect(await askedNames(again)).toEqual(contact);
    expect(await filledIn(again)).toEqual([]);
    expect(tracesOf(traits(her), { page: await readPage(again) })).toEqual([]);
    expect(await cardOf(browser, her)).toBe(recorded);
    await his.close();
  },
);

testInFull(
  'S46 SEC17 S64 her link opened where Max is known, and his own address typed: both stay who they were',
  async ({ context, browser }) => {
    const [her, him] = [erika('swapped'), max('swapped')];
    const hers = await browser.newContext();
    const first = await visit(hers);
    await askForWhitepaper(first, her);
    await expectPdf(await confirmAddress(first, demo.url, her.email));
    await hers.close();
    const own = await visit(context);
    await askForWhitepaper(own, him);
    await own.close();
    await passTime('P2D');
    const [, mail] = await mailsTo(demo.url, her.email, 2);
    const recorded = [await cardOf(browser, her), await cardOf(browser, him)];

    const page = await visit(context, linkIn(mail));
    const posted = postedBy(page);
    await page.getByLabel('Vorname').fill(him.firstName);
    await page.getByLabel('Nachname').fill(him.lastName);
    await page.getByLabel('E-Mail-Adresse').fill(him.email);
    await describeCompany(page, { company: 'Anderswo AG', jobTitle: 'Einkäufer' });
    expect(posted[0]).not.toHaveProperty('proof');
    expect(await cardOf(browser, her)).toBe(recorded[0]);
    const card = await cardOf(browser, him);
    expect(tracesOf(traits(her), { card, device: (await readDevice(page)).text })).toEqual([]);
    for (const fact of ['Herr', him.firstName, him.lastName]) expect(card).toContain(fact);

    await passTime('P2D');
    const next = await visit(context);
    expect(tracesOf(traits(her), { page: await readPage(next) })).toEqual([]);
    for (const name of contact) expect(await askedNames(next)).not.toContain(name);
  },
);
