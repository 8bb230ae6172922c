/** Questions that depend on who answers: the way through them, and what the page tells about why. */
import type { Page } from 'playwright/test';
import { choose as chooseOption, readText } from './acts.js';
import { expect, test, testInFull, useDemo } from './journey.js';

const demo = useDemo();
test.use({ timezoneId: 'Europe/Berlin' });

type Answers = Readonly<Record<string, (page: Page) => Promise<unknown>>>;

const choose = (label: string, option: string) => (page: Page) => chooseOption(page, label, option);
const fill = (label: string, text: string) => (page: Page) => page.getByLabel(label).fill(text);
const tick = (label: string | RegExp) => (page: Page) => page.getByLabel(label).check();

/** What is not here may be left empty, and is. */
const answers: Answers = {
  firstName: fill('First name', 'Erika'),
  email: fill('Email address', 'erika.musterfrau@pruefstand.example'),
  jobTitle: fill('Job title', 'Head of maintenance'),
  teamSize: choose('How many people work with you?', '1,000 or more'),
  goal: choose('What do you want to see first?', 'Why machines stop'),
  timeline: tick('Later'),
  mayCall: tick(/^Yes, you may call me/),
  build: fill('What are you building?', 'A weather station'),
  board: choose('What does it run on?', 'ESP32'),
  sites: fill('How many sites shall we connect?', '12'),
  signIn: tick('With our company account'),
  dataHome: tick('In the European Union only'),
  budget: choose('What may it cost in a year?', '$10,000 to $50,000'),
  phone: fill('Phone number', '+49 30 123456'),
  topic: choose('What would you like to read about?', 'What is new'),
};

const hobbyist: Answers = {
  ...answers,
  email: fill('Email address', 'erika.musterfrau@gmail.com'),
  jobTitle: async () => undefined,
  teamSize: choose('How many people work with you?', 'Just me'),
};

const hot: Answers = { ...answers, timeline: tick('Now') };

const welcome = ['firstName', 'email', 'jobTitle', 'teamSize'];
const plans = ['goal', 'timeline', 'mayCall'];

const setUp = (page: Page) => page.getByRole('region', { name: 'Set up' });
const asked = (page: Page): Promise<string[]> =>
  setUp(page)
    // The trap is for no person.
    .locator(':is(input, select, textarea):not([tabindex="-1"])')
    .evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLInputElement).name))]);
const told = (page: Page, name: string) => page.locator(`[data-told=${name}]`);
const reason = (page: Page, question: string | RegExp) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: question }) });

/** Answers what this visit asks; gives the names. */
async function answerVisit(page: Page, by: Answers): Promise<string[]> {
  await expect(setUp(page).getByRole('button', { name: 'Send' })).toBeVisible();
  const names = await asked(page);
  for (const name of names) await by[name]?.(page);
  await setUp(page).getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Your answers have arrived.')).toBeVisible();
  return names;
}

async function nextVisit(page: Page, n: number): Promise<void> {
  await page.getByRole('button', { name: 'Next visit' }).click();
  await expect(page.locator('[data-visit]')).toHaveText(String(n));
}

/** So many visits, from the first on; gives what each of them asked. */
async function visit(page: Page, times: number, by: Answers): Promise<string[][]> {
  await page.goto(`${demo.url}/onboarding/`);
  const visits = [await answerVisit(page, by)];
  for (let n = 2; n <= times; n += 1) {
    await nextVisit(page, n);
    visits.push(await answerVisit(page, by));
  }
  return visits;
}

test('S31 S32 S34 three visits of a large company: who you are, your plans, your rollout', async ({
  page,
}) => {
  expect(await visit(page, 3, answers)).toEqual([welcome, plans, ['sites', 'signIn', 'dataHome']]);
  await expect(told(page, 'path')).toHaveText(
    /^enterprise: Welcome → Your plans → Your rollout → Your budget/,
  );
});

testInFull(
  'S34 three visits of a hobbyist: who you are, your project, something to read',
  async ({ page }) => {
    expect(await visit(page, 3, hobbyist)).toEqual([welcome, ['build', 'board'], ['topic']]);
    await expect(told(page, 'path')).toHaveText('hobby: Welcome → Your project → Something to read');
    await nextVisit(page, 4);
    await expect(page.getByText('That is all for now.')).toBeVisible();
    expect(await asked(page)).toEqual([]);
  },
);

testInFull(
  'S33 S76 who decides and starts now goes the fast way: the third visit is the call, today in office hours',
  async ({ page }) => {
    await page.clock.setSystemTime(nextMonday());
    expect(await visit(page, 3, hot)).toEqual([welcome, plans, ['phone', 'callToday']]);
    await expect(told(page, 'path')).toHaveText(/^fast: Welcome → Your plans → Shall we talk\?/);
    await expect(told(page, 'segments')).toHaveText('enterprise, hot');
  },
);

testInFull(
  'S33 “never” lets every question rest for half a year, and the page says until when',
  async ({ page }) => {
    const consent = page.getByLabel(/^Yes, you may call me/);
    await visit(page, 2, {
      ...answers,
      timeline: tick('Never, I am only trying it'),
      // What was not answered yet rests at once.
      mayCall: () => expect(consent).toHaveCount(0),
    });
    await nextVisit(page, 3);
    await expect(page.getByText('That is all for now.')).toBeVisible();
    expect(await asked(page)).toEqual([]);
    await expect(reason(page, 'How many sites')).toContainText('an answer lets it rest until');
    await expect(told(page, 'rest')).toContainText('everything until');
    await page.clock.setSystemTime(Date.now() + 181 * day);
    await nextVisit(page, 4);
    await expect.poll(() => asked(page)).toEqual(['timeline', 'mayCall']);
  },
);

testInFull(
  'M2 S11 F10 ten questions a week are enough: the fifth visit asks nothing, the next week goes on',
  async ({ page }) => {
    const visits = await visit(page, 4, answers);
    expect(visits.at(-1)).toEqual(['budget']);
    await expect(told(page, 'budget')).toHaveText('0 of 10');
    await nextVisit(page, 5);
    await expect(page.getByText('That is all for now.')).toBeVisible();
    await expect(reason(page, 'Phone number')).toContainText('ten questions in 7 days over all forms');
    expect(await asked(page)).toEqual([]);
    await page.clock.setSystemTime(Date.now() + 8 * day);
    await nextVisit(page, 6);
    expect((await answerVisit(page, answers))[0]).toBe('phone');
    await nextVisit(page, 7);
    expect(await answerVisit(page, answers)).toEqual(['currentTool']);
  },
);

for (const [button, lasts] of [
  ['Not now', 'put off by the visitor'],
  ['Don’t ask again', 'does not want to be asked this again'],
] as const)
  testInFull(`F10 “${button}” is remembered on the next visit, and not as an answer`, async ({ page }) => {
    await visit(page, 2, hobbyist);
    await nextVisit(page, 3);
    await setUp(page).getByRole('button', { name: button }).click();
    await expect(page.getByText('That is all for now.')).toBeVisible();
    await expect(reason(page, 'What would you like to read about?')).toContainText(lasts);
    await nextVisit(page, 4);
    await expect(page.getByText('That is all for now.')).toBeVisible();
    expect(await asked(page)).toEqual([]);
    await expect(reason(page, 'What would you like to read about?')).toContainText(lasts);
    await page.clock.setSystemTime(Date.now() + 31 * day);
    await nextVisit(page, 5);
    await expect(told(page, 'path')).toContainText('hobby');
    await expect.poll(() => asked(page)).toEqual(button === 'Not now' ? ['topic'] : []);
  });

test('S57 S59 the leads show stage, score and what is known for a sale', async ({ page }) => {
  await visit(page, 2, {
    ...hot,
    email: fill('Email address', 'stage@pruefstand.example'),
  });
  await expect(told(page, 'stage')).toHaveText('Sales qualified lead');
  await expect(told(page, 'bant')).toHaveText('authority, need, timeline (3 of 4)');
  await expect(told(page, 'interest')).toHaveText('45 points');
  const card = (await readText(`${demo.url}/leads/`))
    .split('<article')
    .find((text) => text.includes('stage@pruefstand.example'));
  expect(card).toContain('Stage: Sales qualified lead.');
  expect(card).toContain('Score interest: 45.');
  expect(card).toContain('Known of budget, authority, need, timeline: authority, need, timeline.');
});

test('F1 S73 S74 the table names every question once, and turns as answers are typed', async ({ page }) => {
  await page.goto(`${demo.url}/onboarding/`);
  await expect(page.getByRole('rowheader')).toHaveCount(17);
  await expect(reason(page, 'How many sites')).toContainText('“team” is the way for this visitor');
  await expect(reason(page, 'First name')).toContainText('Asked in “welcome”: nobody has told us yet.');
  await expect(reason(page, 'Phone number')).toContainText('Not allowed');
  await expect(reason(page, 'What do you use today?')).toContainText('“rollout” is not on it');
  await answers['teamSize']?.(page);
  await expect(reason(page, 'How many sites')).toContainText('ask.maxSteps');
  await expect(told(page, 'segments')).toHaveText('enterprise');
  await choose('How many people work with you?', 'Just me')(page);
  await fill('Email address', 'erika.musterfrau@gmail.com')(page);
  await page.getByLabel('Email address').blur();
  await expect(told(page, 'path')).toContainText('hobby');
  await expect(reason(page, 'What are you building?')).toContainText('Waits');
});

test.describe('far away', () => {
  test.use({ timezoneId: 'America/New_York' });
  testInFull('S36 who is not in Europe is not asked where data are kept', async ({ page }) => {
    expect((await visit(page, 3, answers)).at(-1)).toEqual(['sites', 'signIn']);
    await expect(reason(page, 'Where shall your data be kept?')).toContainText('the region is');
  });
});

testInFull(
  'S59 S71 S73 looks at pricing count over visits, and with a date near make somebody hot',
  async ({ page }) => {
    const soon: Answers = {
      ...answers,
      jobTitle: fill('Job title', 'Maintenance engineer'),
      teamSize: choose('How many people work with you?', '10 to 49'),
      timeline: tick('Within three months'),
    };
    await page.goto(`${demo.url}/onboarding/`);
    const pricing = page.getByRole('button', { name: 'I looked at pricing' });
    await expect(told(page, 'path')).toContainText('team');
    await pricing.click();
    await expect(page.getByText('Noted, 1 in all. Interest: 5 points.')).toBeVisible();
    await answerVisit(page, soon);
    await pricing.click();
    await expect(page.getByText('Noted, 2 in all. Interest: 10 points.')).toBeVisible();
    await nextVisit(page, 2);
    await answerVisit(page, soon);
    await expect(told(page, 'interest')).toHaveText('30 points');
    await expect(told(page, 'segments')).toHaveText('none');
    await pricing.click();
    await expect(told(page, 'segments')).toHaveText('hot');
    await expect(told(page, 'path')).toContainText('fast');
  },
);

test('S9 the word in return is not there before the page was read, and then does not come in the way', async ({
  page,
}) => {
  await page.goto(`${demo.url}/onboarding/`);
  await expect(page.getByRole('rowheader')).toHaveCount(17);
  const question = page.getByRole('radiogroup', { name: 'Was it clear why we ask?' });
  await expect(question).toHaveCount(0);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(question).toBeVisible();
  await page.getByRole('region', { name: 'Feedback' }).getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByRole('region', { name: 'Feedback' })).toHaveCount(0);
});

testInFull('M6 “Start afresh” makes a stranger again', async ({ page }) => {
  await visit(page, 2, answers);
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await expect(setUp(page).getByLabel('First name')).toBeVisible();
  await expect(page.locator('[data-visit]')).toHaveText('1');
  await expect(told(page, 'budget')).toHaveText('10 of 10');
});

const day = 86_400_000;

/** Ten in the morning, by a clock in Berlin, give or take an hour. */
function nextMonday(): Date {
  const date = new Date();
  date.setUTCDate(date.getUTCDate() + ((8 - date.getUTCDay()) % 7 || 7));
  date.setUTCHours(9, 0, 0, 0);
  return date;
}
