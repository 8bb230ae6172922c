/** Choices that a service makes for each visitor, and their shape. Messages are remedies. */
import * as z from 'zod/mini';
import type { Flag } from '../model/form-config.js';
import type { Shapes } from './shapes.js';

export function createFlagSchema({ text, words }: Shapes): z.ZodMiniType<Flag> {
  return z.strictObject({
    use: z
      .string()
      .check(
        z.regex(
          /^[a-zA-Z][\w-]{0,63}$/,
          'Name a client: a letter, then letters, digits, hyphens or underscores.',
        ),
      ),
    key: words,
    variants: z
      .array(text)
      .check(z.minLength(1, 'Give at least one variant.'), z.maxLength(20, 'Give 20 variants at most.')),
    default: text,
    slot: z.exactOptional(z.enum(['header', 'footer', 'success', 'known'])),
  });
}
