/** `progressive-form explain`: what a form asks of a persona on this visit, and why of every field. */
import { exitCodes, type Command } from './io.js';
import { preview } from './preview.js';
import { readDefinition } from './read-definition.js';
import { readPersona } from './read-persona.js';
import { writePreview } from './write-preview.js';

export const explainUsage = 'progressive-form explain <definition.json> [persona.json] [--json]';

export const explain: Command = async (args, io) => {
  const files = args.filter((word) => !word.startsWith('-'));
  const option = args.find((word) => word.startsWith('-') && word !== '--json');
  const [definition, personaFile] = files;
  if (option || definition === undefined || files.length > 2) {
    const fault = option
      ? `${option}: no such option`
      : `Name one definition${files.length ? ' and one persona' : ''}`;
    io.err(`${fault}. Usage: ${explainUsage}`);
    return exitCodes.unusable;
  }
  const config = await readDefinition(definition, io, io.err);
  if (typeof config !== 'object') return config;
  const persona = await readPersona(personaFile, io);
  if (typeof persona !== 'object') return persona;
  const seen = preview(config, persona);
  const lines = args.includes('--json') ? [JSON.stringify(seen, null, 2)] : writePreview(seen, config);
  lines.forEach((line) => io.out(line));
  return exitCodes.fine;
};
