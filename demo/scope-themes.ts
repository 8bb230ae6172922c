/** The themes that come with the package, each for the forms inside `.look-<name>` only, so that several fit on one page. */
import { readFile } from 'node:fs/promises';

const names = ['example', 'high-contrast'];

/** Their rules untouched, nested below the class. */
export async function scopeThemes(): Promise<string> {
  const themes = names.map(async (name) => {
    const css = await readFile(new URL(`../themes/${name}.css`, import.meta.url), 'utf8');
    return `.look-${name} {\n${css}}\n`;
  });
  return (await Promise.all(themes)).join('\n');
}
