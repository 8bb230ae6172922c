/**
 * Every member of a definition and its shape: the source of the published JSON Schema. Messages are remedies; what
 * was found is said by `describe-issue.ts`.
 */
import * as z from 'zod/mini';
import { parseDuration } from '../model/duration.js';
import type { FormConfig } from '../model/form-config.js';
import { createAdapterSchema } from './adapter-schema.js';
import { createFieldSchema } from './field-schema.js';
import { createFlagSchema } from './flag-schema.js';
import { createRuleShapes } from './rule-shapes.js';
import { createShapes } from './shapes.js';
import { listWordNames } from './word-names.js';

/** Of what is typed and not sent: 30 days, in milliseconds. */
const longestDraft = 30 * 86_400_000;

/** Built on demand, since a module constant would be built by every import. */
export function createConfigSchema(): z.ZodMiniType<FormConfig> {
  const shapes = createShapes();
  const { text, id, duration, span, count, flag, words, when } = shapes;
  const name = z
    .string()
    .check(
      z.regex(/^[a-zA-Z]\w{0,63}$/, 'Start with a letter, then letters, digits or underscores, 64 at most.'),
    );
  return z.strictObject({
    $schema: z.exactOptional(z.string()),
    schemaVersion: z.literal(1),
    id,
    version: text,
    locale: z.exactOptional(
      z
        .string()
        .check(z.regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'Write a language tag such as de or en-GB.')),
    ),
    title: words,
    purposes: z.record(
      name,
      z.strictObject({
        label: text,
        legalBasis: z.enum(['none', 'implicit', 'explicit', 'legitimateInterest']),
        retention: duration,
      }),
    ),
    fields: z.array(createFieldSchema(shapes)).check(z.minLength(1, 'Give at least one field.')),
    steps: z
      .array(
        z.strictObject({
          id,
          title: words,
          reason: text,
          fields: z.array(z.string()),
          when,
          skippable: flag,
        }),
      )
      .check(z.minLength(1, 'Give at least one step.')),
    ask: z.exactOptional(
      z.strictObject({
        maxFields: z.exactOptional(count),
        maxSteps: z.exactOptional(count),
        maxSeconds: z.exactOptional(count),
        budget: z.exactOptional(z.strictObject({ questions: count, per: span })),
        notNow: z.exactOptional(span),
      }),
    ),
    ...createRuleShapes(shapes),
    draft: z.exactOptional(
      z.strictObject({
        keepFor: span.check(
          z.refine((text) => (parseDuration(text) ?? 0) <= longestDraft, 'Keep it for P30D at most.'),
        ),
      }),
    ),
    flags: z.exactOptional(z.record(shapes.member, createFlagSchema(shapes))),
    adapter: z.exactOptional(createAdapterSchema(shapes)),
    profile: z.exactOptional(
      z.strictObject({
        remember: z.exactOptional(z.enum(['never', 'withConsent', 'afterSubmit', 'always'])),
        purpose: words,
        parameters: z.exactOptional(z.record(z.string(), text)),
      }),
    ),
    afterSubmit: z.exactOptional(createAfterSubmitSchema(shapes)),
    words: z.exactOptional(
      z.strictObject(Object.fromEntries(listWordNames().map((name) => [name, z.exactOptional(text)]))),
    ),
    submitLabel: words,
  });
}

function createAfterSubmitSchema({ id, text, words, flag }: ReturnType<typeof createShapes>) {
  return z.strictObject({
    message: words,
    redirect: z.exactOptional(
      z
        .string()
        .check(
          z.regex(/^(https?:\/\/|\/(?!\/))/i, 'Write an https address, or a path starting with one slash.'),
        ),
    ),
    allowedHosts: z.exactOptional(
      z.array(z.string().check(z.regex(/^[a-z0-9.-]+(:\d+)?$/i, 'Write a host such as www.example.com.'))),
    ),
    asset: z.exactOptional(z.strictObject({ id, label: text, pending: words })),
    doubleOptIn: flag,
  });
}
