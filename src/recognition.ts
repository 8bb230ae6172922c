/** The part for visitors of whom something may be known, now or on their next visit. */
import type { FormConfig } from './model/form-config.js';
import { createRecogniseSource } from './profile/recognise-source.js';
import { keepVisit, remember, rememberLess } from './keep-record.js';
import { writeRecord } from './profile/write-record.js';
import { askCollector, recognise } from './recognise.js';
import type { Recognition } from './session.js';

export function createRecognition(config: FormConfig, endpoint: string | undefined): Recognition {
  const source = endpoint === undefined ? undefined : createRecogniseSource({ endpoint, config });
  return { recognise, askCollector, source, memory: { writeRecord, remember, rememberLess, keepVisit } };
}
