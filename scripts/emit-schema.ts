/** Writes the JSON Schema (draft-07) of definitions, with words for editors, beside the build. */
import { mkdir, writeFile } from 'node:fs/promises';
import { describeSchema } from './describe-schema.js';

const target = new URL('../dist/form.schema.json', import.meta.url);
await mkdir(new URL('.', target), { recursive: true });
await writeFile(target, `${JSON.stringify(describeSchema(), null, 2)}\n`);
