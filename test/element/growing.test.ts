import { expect } from 'chai';
import { cleanUp, definition, open, until } from './page.js';

const names = Array.from({ length: 70 }, (_, i) => `f${i}`);
const many = () => definition(names.map((name) => ({ name, label: `Label of ${name}` })));

describe('a long view', () => {
  afterEach(cleanUp);

  it('SEC34 S24 stands in its order, and shows what changed while it grew', async () => {
    const page = await open(many());
    const { element } = page;
    expect(element.screen.pieces).to.be.below(4);
    element.session?.answer('f1', 'said meanwhile');
    element.requestUpdate();
    await until(() => element.screen.pieces === 4);
    await element.updateComplete;
    const controls = [...element.renderRoot.querySelectorAll<HTMLInputElement>('.control')];
    expect(controls.map(({ name }) => name)).to.eql(names);
    expect(page.control<HTMLInputElement>('f1').value).to.equal('said meanwhile');
  });

  it('SEC34 is whole where another long definition takes the place of one that still grows', async () => {
    const page = await open(many());
    page.element.config = definition(names.map((name) => ({ name: `other${name}` })));
    await until(() => page.element.renderRoot.querySelectorAll('.control[name^=other]').length === 70);
    expect(page.element.renderRoot.querySelectorAll('.control').length).to.equal(70);
  });
});
