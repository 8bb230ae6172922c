import { expect } from 'chai';
import { ProgressiveForm } from '../../src/element/progressive-form.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { PlanRules } from '../../src/model/ports.js';
import { cleanUp, definition, email, name, open, quiet, until, type Page } from './page.js';

/** How often a plan was made and the form was drawn. */
interface Work {
  plans: number;
  draws: number;
}

const config: FormConfig = definition([name, email, { name: 'team', when: { 'segment.work': true } }], {
  segments: { work: { email: { contains: '@lab.' } } },
});

/** A form whose work is counted. */
async function openCounted(): Promise<Page & { readonly work: Work }> {
  const work: Work = { plans: 0, draws: 0 };
  const parts = ProgressiveForm.parts;
  if (!parts) throw new Error('no parts');
  const counted = (rules: PlanRules): PlanRules => ({
    derive: (...args) => rules.derive(...args),
    prepare: (...args) => (work.plans++, rules.prepare(...args)),
  });
  const page = await open(config, {
    change: (element) => {
      element.parts = {
        ...parts,
        createSession: (setting) => {
          const session = parts.createSession(setting);
          const rules = async (it: FormConfig) => {
            const own = await session.rules(it);
            return own && counted(own);
          };
          return { ...session, rules };
        },
      };
      const draw = (element as unknown as { draw(): unknown }).draw.bind(element);
      Object.defineProperty(element, 'draw', { value: () => (work.draws++, draw()) });
    },
  });
  // The answering part draws once more when it comes; it brings a style sheet.
  await until(() => (page.element.shadowRoot?.adoptedStyleSheets.length ?? 0) > 1);
  await rest(page);
  return Object.assign(page, { work });
}

async function rest(page: Page): Promise<void> {
  await quiet();
  await page.element.updateComplete;
}

const during = async (page: Page & { readonly work: Work }, act: () => unknown): Promise<Work> => {
  const { plans, draws } = page.work;
  await act();
  await rest(page);
  return { plans: page.work.plans - plans, draws: page.work.draws - draws };
};

describe('the plan follows', () => {
  afterEach(cleanUp);

  it('S74 an answer, by one plan and one drawing', async () => {
    const page = await openCounted();
    page.type('firstName', 'Ada');
    await until(() => page.heard('pf-answer').length === 1);
    await rest(page);
    const answer = (address: string, teams: number) =>
      during(page, async () => {
        page.type('email', address);
        await until(() => page.all('#f-team').length === teams);
      });
    // That there is another question now is said a moment later.
    expect(await answer('ada@lab.example', 1)).to.deep.equal({ plans: 1, draws: 2 });
    expect(await answer('ada@home.example', 0)).to.deep.equal({ plans: 1, draws: 1 });
  });

  it('S74 what the page says of the visitor, however much that is, by a handful', async () => {
    const page = await openCounted();
    const tell = (profile: object) =>
      during(page, async () => {
        const before = page.heard('pf-plan').length;
        page.element.profile = profile;
        await until(() => page.heard('pf-plan').length > before);
      });
    const little = await tell({ email: 'ada@lab.example' });
    expect(page.all('#f-team')).to.have.lengthOf(1);
    const much = await tell({ email: 'ada@lab.example', firstName: 'Ada', more: 1, evenMore: 2 });
    expect(page.all('#f-firstName')).to.deep.equal([]);
    for (const { plans, draws } of [little, much]) {
      expect(plans).to.be.within(1, 4);
      expect(draws).to.be.within(1, 4);
    }
  });
});
