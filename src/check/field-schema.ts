/** Every member of a field and its shape. */
import * as z from 'zod/mini';
import type { Field } from '../model/form-config.js';
import { factSources } from '../model/profile.js';
import { isDay } from '../model/read-day.js';
import type { Shapes } from './shapes.js';

/** What conditions find beside the fields, or the first part of it. */
const contextNames =
  /^(?!(path|stage|locale|visit|consent|identity|count|page|utm|device|now|flag|segment|score|pause|bant)$)/;

export function createFieldSchema({ text, words, flag, count, span, when }: Shapes): z.ZodMiniType<Field> {
  const imageAddress = z
    .string()
    .check(z.regex(/^https?:\/\//i, 'Write an absolute https address.'), z.maxLength(2000, 'Shorten it.'));
  const day = z
    .string()
    .check(
      z.regex(/^\d{4}(-\d\d){2}$/, 'Write a day such as 2027-12-31.'),
      z.refine(isDay, 'Write a day that there is, such as 2027-12-31.'),
    );
  return z.strictObject({
    name: z
      .string()
      .check(
        z.regex(
          /^(?!(all|any|not|in|notIn|within|only|when)$)[a-zA-Z]\w{0,63}$/,
          'Start with a letter, then letters, digits or underscores, 64 at most. Words of conditions are taken.',
        ),
        z.regex(contextNames, 'Choose another name: conditions look at something else by this one.'),
      ),
    type: z.enum([
      'text',
      'email',
      'tel',
      'url',
      'number',
      'date',
      'select',
      'radio',
      'checkbox',
      'multiselect',
      'country',
      'textarea',
      'password',
      'consent',
      'hidden',
    ]),
    label: text,
    hint: words,
    options: z.exactOptional(
      z
        .array(
          z.strictObject({ value: text, label: text, image: z.exactOptional(imageAddress), mention: words }),
        )
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
    freshFor: z.exactOptional(span),
    writePolicy: z.exactOptional(z.enum(['always', 'ifAnswered', 'ifEmpty', 'never'])),
    sources: z.exactOptional(
      z.array(z.enum(factSources)).check(z.minLength(1, 'Name at least one source, or leave it out.')),
    ),
    confirm: flag,
    onDevice: flag,
    enrich: flag,
    byMail: flag,
    rules: z.exactOptional(
      z.strictObject({
        minLength: z.exactOptional(z.int().check(z.minimum(0, 'Use 0 or more.'))),
        maxLength: z.exactOptional(count),
        min: z.exactOptional(z.number()),
        max: z.exactOptional(z.number()),
        step: z.exactOptional(z.number().check(z.gt(0, 'Use a number above 0.'))),
        notBefore: z.exactOptional(day),
        notAfter: z.exactOptional(day),
        pattern: z.exactOptional(z.string()),
      }),
    ),
    emailPolicy: z.exactOptional(z.enum(['any', 'warn', 'businessOnly'])),
    validator: z.exactOptional(
      z.string().check(z.regex(/^[a-zA-Z]\w{0,63}$/, 'Name a validator: a letter, then letters or digits.')),
    ),
    value: z.exactOptional(z.string().check(z.maxLength(1000, 'Use 1,000 characters at most.'))),
    priority: z.exactOptional(z.enum(['critical', 'normal', 'nice'])),
    queued: flag,
    classify: z.exactOptional(z.enum(['jobTitle', 'companySize'])),
    bant: z.exactOptional(z.enum(['budget', 'authority', 'need', 'timeline'])),
  });
}
