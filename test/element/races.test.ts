/** What comes late belongs to what was shown when it was asked for. */
import { expect } from 'chai';
import { ProgressiveForm } from '../../src/element/progressive-form.js';
import type { Validator } from '../../src/model/ports.js';
import { cleanUp, definition, email, everyRecord, name, open, place, quiet, until, type Page, type Setting } from './page.js'; // prettier-ignore

/** Something that is asked for and comes when the test says so. */
function hold() {
  let letGo = (): void => undefined;
  const free = new Promise<void>((resolve) => (letGo = resolve));
  let isAsked = false;
  return {
    letGo: () => letGo(),
    asked: () => until(() => isAsked),
    async wait() {
      isAsked = true;
      await free;
    },
  };
}

type Hold = ReturnType<typeof hold>;

/** The parts of the page, of which one comes late. */
const withLate =
  (part: 'extras' | 'inspection', late: Hold) =>
  (element: ProgressiveForm): void => {
    const { parts } = ProgressiveForm;
    if (!parts) throw new Error('No parts');
    const load = parts[part] as () => Promise<never>;
    element.parts = { ...parts, [part]: () => late.wait().then(load) };
  };

/** It comes, with all that comes after it. */
async function comes(late: Hold): Promise<void> {
  const { parts } = ProgressiveForm;
  await Promise.all([parts?.extras(), parts?.inspection()]); // from then on they are there at once
  late.letGo();
  await quiet();
}

const slow = { ...name, validator: 'slow' };

/** Checks a value when the test says so. */
function judge(late: Hold, message: (value: unknown) => string | undefined): Record<string, Validator> {
  const validate = async (value: unknown) => {
    await late.wait();
    const wrong = message(value);
    return wrong ? { issues: [{ message: wrong }] } : {};
  };
  return { slow: { '~standard': { version: 1, validate } } };
}

const pairOfSteps = [
  { id: 'one', title: 'One', reason: 'To greet you.', fields: ['firstName'] },
  { id: 'two', title: 'Two', reason: 'To write to you.', fields: ['email'] },
];

const reopened = (page: Page, times = 2) => until(() => page.heard('pf-ready').length === times);

const remembered = { profile: { remember: 'afterSubmit' } } as const;

/** The form of somebody who has answered another one on this device before. */
async function known(config: unknown, over: Omit<Setting, 'config'> = {}): Promise<Page> {
  const first = await open(definition([name], remembered));
  first.type('firstName', 'Ada');
  first.press();
  await first.done();
  await until(async () => (await everyRecord()).some(([key]) => key.startsWith('p/')));
  await quiet();
  first.element.remove();
  return open(config, over);
}

describe('what comes late', () => {
  const { error } = console;
  let told: unknown[] = [];

  beforeEach(() => {
    told = [];
    console.error = (...said: unknown[]) => void told.push(...said);
  });
  afterEach(async () => {
    console.error = error;
    await cleanUp();
  });

  for (const part of ['extras', 'inspection'] as const) {
    const refused = `of a form that was opened well since is not told: ${part}`;

    it(`BAD1 M11 why an earlier opening was refused ${refused}`, async () => {
      const late = hold();
      const page = place({ config: definition([name]), change: withLate(part, late) });
      page.element.adapter = undefined;
      await late.asked();
      page.element.adapter = page.backEnd;
      await reopened(page, 1);
      await comes(late);
      expect([page.all('[role=alert]').length, page.all('#f-firstName').length]).to.deep.equal([0, 1]);
      expect([page.heard('pf-config-error'), told]).to.deep.equal([[], []]);
    });

    it(`BAD22 M11 that the way to an earlier back end was set up wrongly ${refused}`, async () => {
      const late = hold();
      const page = await open(definition([name]), {
        change: (element) => {
          withLate(part, late)(element);
          element.adapter = 'no-such-back-end';
        },
      });
      await late.asked();
      page.element.adapter = page.backEnd;
      await reopened(page);
      await comes(late);
      expect([page.all('[role=alert]').length, page.all('#f-firstName').length]).to.deep.equal([0, 1]);
      expect([page.heard('pf-config-error'), told]).to.deep.equal([[], []]);
    });
  }

  it('M9 M11 what is to be mended in an earlier definition is not told of the next one', async () => {
    const late = hold();
    const page = await open(definition([{ ...name, validator: 'nobody' }]), {
      change: withLate('inspection', late),
    });
    await late.asked();
    page.element.config = definition([email]);
    await reopened(page);
    await comes(late);
    expect([page.heard('pf-config-error'), told]).to.deep.equal([[], []]);
  });

  for (const [what, answers] of [
    ['a mistake', { email: 'wrong' }],
    ['a check that says no late', { email: 'ada@example.com' }],
    ['a check that fails', { email: 'ada@example.com' }],
    ['a page that says no', { email: 'ada@example.com' }],
  ] as const)
    it(`S37 BAD26 keeps what was typed where the form is opened anew while it was under way: ${what}`, async () => {
      const late = hold();
      const config = definition([slow, email]);
      const page = await open(config, {
        change(element) {
          element.validators = judge(late, () => (what.endsWith('late') ? 'No such name' : undefined));
          element.addEventListener('pf-before-submit', (event) => {
            if (what.endsWith('fails')) event.waitUntil(Promise.reject(new Error('No')));
            else event.preventDefault();
          });
        },
      });
      page.type('firstName', 'Ada');
      page.type('email', answers.email);
      page.press();
      await late.asked();
      page.element.config = { ...config, title: 'Another' };
      await reopened(page);
      page.control('email').value = 'ada@example.org'; // still being typed
      late.letGo();
      await until(() => page.control('firstName').value === 'Ada');
      expect(page.control('email').value).to.equal('ada@example.org');
      expect(page.backEnd.sent).to.have.length(0);
    });

  it('M11 asks the page of the form that is sent, also where another is shown by then', async () => {
    const late = hold();
    const config = definition([slow]);
    const page = await open(config, {
      change: (element) => (element.validators = judge(late, () => undefined)),
    });
    page.type('firstName', 'Ada');
    page.press();
    await late.asked();
    page.element.config = definition([email]);
    await reopened(page);
    late.letGo();
    await until(() => page.backEnd.sent.length);
    expect(page.heard('pf-before-submit').map(({ event }) => event['formId'])).to.deep.equal([config.id]);
  });

  it('M11 asks the page also where it submits by itself while the part that asks is on its way', async () => {
    const { parts } = ProgressiveForm;
    if (!parts) throw new Error('No parts');
    const late = hold();
    const answering: typeof parts.answering = () => late.wait().then(() => parts.answering());
    const page = await open(definition([name]), {
      change: (element) => (element.parts = { ...parts, answering }),
    });
    page.element.addEventListener('pf-before-submit', (event) => event.preventDefault());
    await late.asked();
    page.element.session?.answer('firstName', 'Ada');
    const ending = page.element.session?.submit();
    await quiet();
    late.letGo();
    expect((await ending)?.kind).to.equal('stopped');
    await quiet();
    expect([page.heard('pf-before-submit').length, page.backEnd.sent.length]).to.deep.equal([1, 0]);
  });

  it('A11Y 17 the focus stays where the visitor has gone, also out of the page’s own shadow tree', async () => {
    const late = hold();
    const [other, box] = [document.createElement('input'), document.createElement('div')];
    document.body.append(other, box);
    const page = place({
      config: definition([slow, email], { steps: pairOfSteps }),
      change: (element) => (element.validators = judge(late, () => undefined)),
    });
    box.attachShadow({ mode: 'open' }).append(page.element);
    await until(() => page.all('#f-firstName').length);
    page.type('firstName', 'Ada');
    page.press();
    await late.asked();
    other.focus();
    late.letGo();
    await page.view('Two');
    await quiet();
    expect(document.activeElement).to.equal(other);
  });

  it('S64 what was typed under one name is not handed on to another', async () => {
    const late = hold();
    const page = await open(definition([slow, { ...email, prefill: false }, { name: 'team' }]), {
      change(element) {
        element.validators = judge(late, () => 'No such name');
        element.profile = { email: 'ada@example.com' };
      },
    });
    page.type('firstName', 'Ada');
    page.press();
    await late.asked();
    page.element.profile = { email: 'bea@example.com' };
    await reopened(page);
    late.letGo();
    await quiet();
    expect(page.control('firstName').value).to.equal('');
  });

  it('S91 does not call wrong what was put right while it was checked', async () => {
    const late = hold();
    const page = await open(definition([slow, email]), {
      change: (element) => {
        element.validators = judge(late, (value) => (value === 'Ada' ? undefined : 'No such name'));
      },
    });
    page.type('firstName', 'Wrong');
    page.press();
    await late.asked();
    page.type('firstName', 'Ada');
    late.letGo();
    await until(() => page.all('.error').length);
    await quiet();
    expect(page.all('.error').map(({ id }) => id)).to.deep.equal(['f-email-e']);
    page.type('email', 'ada@example.com');
    page.press();
    await page.done();
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ firstName: 'Ada', email: 'ada@example.com' });
  });

  it('M6 S64 what was under way is not handed on to whoever says “Not you?” meanwhile', async () => {
    const page = await known(definition([email, { name: 'city' }], remembered));
    let refuse = (_: Error): void => undefined;
    page.element.addEventListener('pf-before-submit', (event) =>
      event.waitUntil(new Promise((_, reject) => (refuse = reject))),
    );
    page.type('email', 'canary@example.com');
    page.type('city', 'Canary-City');
    page.press();
    await until(() => page.heard('pf-before-submit').length);
    page.element.config = definition([email, { name: 'city' }, { name: 'team' }], remembered);
    await reopened(page);
    await until(() => page.all('[part=not-you-button]').length);
    page.find('[part=not-you-button]').click();
    await until(() => page.status.startsWith('This form starts again'));
    refuse(new Error('No'));
    await quiet();
    expect([page.control('email').value, page.control('city').value]).to.deep.equal(['', '']);
  });

  it('M6 “Not you?” is over where the form cannot be opened anew: what the page shows then is left alone', async () => {
    const { parts } = ProgressiveForm;
    if (!parts) throw new Error('No parts');
    let isAway = false;
    const page = await known(definition([name, { name: 'team' }], remembered), {
      change(element) {
        element.profile = { city: 'Ely' };
        const createSession: typeof parts.createSession = (setting) => {
          if (isAway) throw new Error('Away');
          return parts.createSession(setting);
        };
        element.parts = { ...parts, createSession };
      },
    });
    await until(() => page.all('[part=not-you-button]').length);
    isAway = true;
    page.find('[part=not-you-button]').click();
    await until(() => page.all('[role=alert]').length);
    isAway = false;
    page.element.config = definition([email]);
    await reopened(page);
    await quiet();
    expect([page.heard('pf-plan').length, page.status, page.focused]).to.deep.equal([2, '', '']);
  });
});
