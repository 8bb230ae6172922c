/** What is published about the element for editors and theme authors is what the element has, no more and no less. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ProgressiveForm } from '../src/element/progressive-form.js';

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Declaration extends Named {
  readonly tagName: string;
  readonly attributes: readonly (Named & { readonly fieldName: string; readonly type: { text: string } })[];
  readonly members: readonly Named[];
  readonly events: readonly Named[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly (Named & { readonly default: string })[];
  readonly cssStates: readonly Named[];
}

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const source = readdirSync(new URL('src/element', root))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(`src/element/${name}`))
  .join('\n');
const styles = ['styles', 'late-styles', 'rare-styles']
  .map((name) => read(`src/element/${name}.ts`))
  .join('');

interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations?: readonly Declaration[] }[];
}
const manifest = JSON.parse(read('custom-elements.json')) as Manifest;
const element = manifest.modules.flatMap(({ declarations = [] }) => declarations)[0] as Declaration;

const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
const names = (list: readonly Named[]): string[] => list.map(({ name }) => name).sort();

describe('custom-elements.json', () => {
  test('M17 S86 names every part of the element', () => {
    const twins = found(source, /\bbutton\('(\w+)', /g).map((name) => `${name}-button`);
    expect(source.match(/\bpart="?\$/g)).toHaveLength(1); // those two
    expect(names(element.cssParts)).toEqual([...found(source, /\bpart="([\w-]+)"/g), ...twins].sort());
  });

  test('M17 S86 names every custom property of the styles', () => {
    expect(names(element.cssProperties)).toEqual(found(styles, /(--pf-[\w-]+)/g));
  });

  test('M17 says what each custom property is where nobody sets it', () => {
    for (const { name, default: value } of element.cssProperties) {
      const own = fallback(name)
        .replaceAll('--_', '--pf-')
        .replace(/var\(--pf-choice, (.+)\)/, '$1');
      expect(own.replaceAll('--pf-line)', '--pf-border-color)'), name).toBe(value);
    }
  });

  test('M17 names every slot, event and state', () => {
    expect(names(element.slots)).toEqual(found(source, /\bslot\(\s*'(\w+)'/g));
    expect(names(element.events)).toEqual(found(read('src/element/events.ts'), /^ {2}'(pf-[\w-]+)': \{/gm));
    expect(names(element.cssStates)).toEqual(found(source, /states\?\.add\('(\w+)'\)/g));
  });

  test('M17 names every attribute, with the property that it sets', () => {
    expect(names(element.attributes)).toEqual([...ProgressiveForm.observedAttributes].sort());
    const inside = ['parts', 'screen'];
    const properties = Object.keys(ProgressiveForm.properties).filter((name) => !inside.includes(name));
    expect(names(element.members)).toEqual(expect.arrayContaining(properties));
    for (const { fieldName } of element.attributes) expect(properties).toContain(fieldName);
  });

  test('says of everything what it is, and leads to files of the package', () => {
    const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = element;
    for (const one of [attributes, members, events, slots, cssParts, cssProperties, cssStates].flat())
      expect(one.description, one.name).toMatch(/\S.*\.$/);
    const { exports, customElements, files } = JSON.parse(read('package.json')) as {
      readonly exports: Record<string, unknown>;
      readonly customElements: string;
      readonly files: readonly string[];
    };
    expect(exports['./custom-elements.json']).toBe('./custom-elements.json');
    expect(customElements).toBe('custom-elements.json');
    expect(files).toContain('custom-elements.json');
    for (const { path } of manifest.modules)
      expect(read(path.replace(/^dist(.+)js$/, 'src$1ts'))).toBeTruthy();
  });
});

test('vscode.html-custom-data.json says the same to editors', async () => {
  const choices = (type: string) => [...type.matchAll(/'(\w+)'/g)].map(([, name = '']) => ({ name }));
  const tag = {
    name: element.tagName,
    description: element.description,
    attributes: element.attributes.map(({ name, description, type }) => ({
      name,
      description,
      ...(type.text === 'boolean' && { valueSet: 'v' }),
      ...(type.text.includes("'") && { values: choices(type.text) }),
    })),
  };
  await expect(`${JSON.stringify({ version: 1.1, tags: [tag] }, null, 2)}\n`).toMatchFileSnapshot(
    '../vscode.html-custom-data.json',
  );
});

/** As the first rule that reads it has it: up to the bracket that closes it. */
function fallback(name: string): string {
  const rest = styles.replace(/\s+/g, ' ').split(`var(${name}, `)[1] ?? '';
  let depth = 1;
  let end = 0;
  for (; end < rest.length && depth > 0; end++) depth += { '(': 1, ')': -1 }[rest.charAt(end)] ?? 0;
  return rest.slice(0, end - 1);
}
