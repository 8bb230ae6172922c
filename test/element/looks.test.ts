/** What themes may set does something, in a tree of its own and in that of the page. */
import { expect } from 'chai';
import { cleanUp, definition, email, name, open, until, type Page } from './page.js';
import type { ProgressiveForm } from '../../src/element/progressive-form.js';

interface Manifest {
  readonly modules: readonly {
    readonly declarations?: readonly {
      readonly cssProperties: readonly { readonly name: string }[];
      readonly cssParts: readonly { readonly name: string }[];
    }[];
  }[];
}

/** What nobody has who leaves everything as it is. */
const valueOf = (property: string): string => {
  if (/color|accent|background/.test(property)) return 'rgb(1, 2, 3)';
  if (/weight/.test(property)) return '350';
  if (/family/.test(property)) return 'monospace';
  if (/line-height/.test(property)) return '3';
  // Less than there is room for.
  if (/max-width|column-width|choice-width/.test(property)) return '90px';
  return property === '--pf-min-height' ? '9999px' : '37px';
};

const looks =
  'color background-color border-top-color border-top-width border-top-left-radius outline-color outline-width font-family font-size font-weight line-height max-width min-height row-gap grid-template-columns padding-top width scroll-margin-top'.split(
    ' ',
  );

/** Of the element and all that it shows. */
const readLook = ({ element }: Page): string =>
  [element, ...element.renderRoot.querySelectorAll('[part=base], [part=base] *')]
    .map((one) => {
      const style = getComputedStyle(one);
      return looks.map((name) => style.getPropertyValue(name)).join(';');
    })
    .join('\n');

const image = new URL('fixtures/dot.png', import.meta.url).href;
const way = {
  name: 'way',
  type: 'radio',
  required: true,
  options: ['Rail', 'Road'].map((label) => ({ value: label, label, image })),
} as const;
const form = definition([{ ...name, hint: 'As in your passport.' }, email, way]);

describe('what themes may set', () => {
  afterEach(cleanUp);

  const publish = async () => {
    const manifest = (await (await fetch('/custom-elements.json')).json()) as Manifest;
    const published = manifest.modules.flatMap(({ declarations = [] }) => declarations)[0];
    if (!published) throw new Error('There is no manifest');
    return published;
  };

  /** With everything that a property is for: errors, a control that is right, pictures. */
  const openAll = async (render: string) => {
    const change = (element: ProgressiveForm) => (element.render = render);
    const page = await open(form, { change });
    page.press();
    await until(() => page.all('.error').length);
    page.type('firstName', 'Ada');
    await until(() => page.all('.error').length === 2);
    return page;
  };

  for (const render of ['shadow', 'light'])
    it(`M17 every custom property changes what is seen (${render})`, async () => {
      const { cssProperties } = await publish();
      expect(cssProperties.length).to.be.greaterThan(24);
      const page = await openAll(render);
      const before = readLook(page);
      for (const { name: property } of cssProperties) {
        // Shown by a journey: of pages side by side only one has the focus.
        if (/focus|scroll-margin/.test(property)) continue;
        page.element.style.setProperty(property, valueOf(property));
        expect(readLook(page) !== before, property).to.equal(true);
        page.element.style.removeProperty(property);
      }
      expect(readLook(page)).to.equal(before);
    });

  it('M17 a style sheet of the page reaches every part that is shown', async () => {
    const { cssParts } = await publish();
    const page = await openAll('shadow');
    const shown = cssParts.filter(({ name: part }) => page.all(`[part=${part}]`).length);
    expect(shown.length).to.be.greaterThan(14);
    const sheet = document.head.appendChild(document.createElement('style'));
    for (const { name: part } of shown) {
      sheet.textContent = `progressive-form::part(${part}) { text-indent: 7px !important; }`;
      const [one] = page.all(`[part=${part}]`);
      expect(one && getComputedStyle(one).textIndent, part).to.equal('7px');
    }
    sheet.remove();
  });
});
