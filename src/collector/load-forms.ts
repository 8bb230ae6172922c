/** Reads every definition of a folder. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkConfig } from '../check/check-config.js';
import { readConfig } from '../check/read-config.js';
import { ConfigError } from '../model/config-error.js';
import type { FormConfig } from '../model/form-config.js';

/** Throws for the first problem of the first definition that is not right, naming the file and the place in it. */
export async function loadForms(folder: string): Promise<readonly FormConfig[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map((name) => loadForm(join(folder, name))));
}

async function loadForm(file: string): Promise<FormConfig> {
  const text = await readFile(file, 'utf8');
  const [first] = checkConfig(text);
  if (first) throw new ConfigError(`${file}: ${first.path}`, first.problem, first.remedy);
  return readConfig(text);
}
