/**
 * Every member of a definition and its shape: the source of the published JSON Schema. Messages are remedies; what
 * was found is said by `describe-issue.ts`.
 */
import * as z from 'zod/mini';
import type { Condition } from '../model/condition.js';
import type { FormConfig } from '../model/form-config.js';
import { isDuration } from './is-duration.js';

/** Built on demand, since a module constant would be built by every import. */
export function createConfigSchema(): z.ZodMiniType<FormConfig> {
  const text = z.string().check(z.minLength(1, 'Write at least one character.'));
  const id = z
    .string()
    .check(z.regex(/^[\w.-]{1,64}$/, 'Use 1 to 64 letters, digits, dots, hyphens or underscores.'));
  const name = z
    .string()
    .check(
      z.regex(/^[a-zA-Z]\w{0,63}$/, 'Start with a letter, then letters, digits or underscores, 64 at most.'),
    );
  const fieldName = z
    .string()
    .check(
      z.regex(
        /^(?!(all|any|not|in|notIn|within|when)$)[a-zA-Z]\w{0,63}$/,
        'Start with a letter, then letters, digits or underscores, 64 at most. Words of conditions are taken.',
      ),
    );
  const duration = z
    .string()
    .check(
      z.regex(/^P(?=\d|T\d)[\dYMWDTHS]{2,24}$/, 'Write an ISO 8601 duration such as P30D.'),
      z.refine(isDuration, 'Write an ISO 8601 duration such as P30D.'),
    );
  const count = z.int().check(z.minimum(1, 'Use 1 or more.'));
  const flag = z.exactOptional(z.boolean());
  const words = z.exactOptional(text);
  const when = z.exactOptional(createConditionSchema());

  const field = z.strictObject({
    name: fieldName,
    type: z.enum([
      'text',
      'email',
      'tel',
      'number',
      'select',
      'radio',
      'checkbox',
      'textarea',
      'password',
      'consent',
    ]),
    label: text,
    hint: words,
    options: z.exactOptional(
      z
        .array(z.strictObject({ value: text, label: text }))
        .check(z.minLength(1, 'Give at least one option.'), z.maxLength(500, 'Give 500 options at most.')),
    ),
    autocomplete: words,
    required: flag,
    purpose: text,
    sensitive: flag,
    transient: flag,
    mapsTo: z.exactOptional(
      z
        .string()
        .check(
          z.regex(
            /^(?!(__proto__|constructor|prototype)$)[\w.:$ -]{1,128}$/,
            'Use a plain name, 128 characters at most.',
          ),
        ),
    ),
    when,
    alwaysAsk: flag,
    prefill: flag,
    freshFor: z.exactOptional(duration),
    writePolicy: z.exactOptional(z.enum(['always', 'ifAnswered', 'ifEmpty', 'never'])),
    rules: z.exactOptional(
      z.strictObject({
        minLength: z.exactOptional(z.int().check(z.minimum(0, 'Use 0 or more.'))),
        maxLength: z.exactOptional(count),
        min: z.exactOptional(z.number()),
        max: z.exactOptional(z.number()),
        step: z.exactOptional(z.number().check(z.gt(0, 'Use a number above 0.'))),
      }),
    ),
    priority: z.exactOptional(z.enum(['critical', 'normal', 'nice'])),
    bant: z.exactOptional(z.enum(['budget', 'authority', 'need', 'timeline'])),
  });

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
    fields: z.array(field).check(z.minLength(1, 'Give at least one field.')),
    steps: z
      .array(z.strictObject({ id, title: words, reason: text, fields: z.array(z.string()), when }))
      .check(z.minLength(1, 'Give at least one step.')),
    ask: z.exactOptional(
      z.strictObject({ maxFields: z.exactOptional(count), maxSteps: z.exactOptional(count) }),
    ),
    adapter: z.exactOptional(
      z.strictObject({
        use: text,
        endpoint: z.exactOptional(
          z.string().check(z.regex(/^https?:\/\//i, 'Write an absolute https address without credentials.')),
        ),
      }),
    ),
    profile: z.exactOptional(
      z.strictObject({
        remember: z.exactOptional(z.enum(['never', 'withConsent', 'afterSubmit', 'always'])),
        purpose: words,
      }),
    ),
    afterSubmit: z.exactOptional(
      z.strictObject({
        message: words,
        redirect: z.exactOptional(
          z
            .string()
            .check(
              z.regex(
                /^(https?:\/\/|\/(?!\/))/i,
                'Write an https address, or a path starting with one slash.',
              ),
            ),
        ),
        allowedHosts: z.exactOptional(
          z.array(
            z.string().check(z.regex(/^[a-z0-9.-]+(:\d+)?$/i, 'Write a host such as www.example.com.')),
          ),
        ),
        asset: z.exactOptional(z.strictObject({ id, label: text, pending: words })),
        doubleOptIn: flag,
      }),
    ),
    submitLabel: words,
  });
}

/** The form of conditions; their size, paths and cycles are no matter of shape. */
function createConditionSchema(): z.ZodMiniType<Condition> {
  const scalar = z.union([z.string(), z.number(), z.boolean()]);
  const ordered = z.exactOptional(z.union([z.number(), z.string()]));
  const scalars = z.array(scalar);
  const test = z.union([
    scalar,
    scalars,
    z.strictObject({
      eq: z.exactOptional(scalar),
      ne: z.exactOptional(scalar),
      in: z.exactOptional(scalars),
      notIn: z.exactOptional(scalars),
      gt: ordered,
      gte: ordered,
      lt: ordered,
      lte: ordered,
      contains: z.exactOptional(scalar),
      startsWith: z.exactOptional(z.string()),
      endsWith: z.exactOptional(z.string()),
      within: z.exactOptional(z.string()),
      known: z.exactOptional(z.boolean()),
    }),
  ]);
  const condition: z.ZodMiniType<Condition> = z.lazy(() =>
    z.union([
      z.boolean(),
      z.strictObject({ all: z.array(condition) }),
      z.strictObject({ any: z.array(condition) }),
      z.strictObject({ not: condition }),
      z.record(z.string().check(z.regex(/^(?!(all|any|not)$)/)), test),
    ]),
  );
  return condition;
}
