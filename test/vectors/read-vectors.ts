/** The vectors and their golden lines, for hosts with a file system. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Vector, VectorFile } from './run-vector.js';
import { topics } from './topics.js';

export const vectorFolder = fileURLToPath(new URL('.', import.meta.url));
export const goldenFile = `${vectorFolder}golden.jsonl`;

export const readTopic = (topic: string): VectorFile =>
  JSON.parse(readFileSync(`${vectorFolder}${topic}.json`, 'utf8')) as VectorFile;

export const listVectors = (): readonly (readonly [VectorFile, Vector])[] =>
  topics.map(readTopic).flatMap((file) => file.vectors.map((vector) => [file, vector] as const));
