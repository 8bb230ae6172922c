/** A folder of its own for a demo. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const makeFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'progressive-form-journey-'));
