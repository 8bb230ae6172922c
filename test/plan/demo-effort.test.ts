import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFileSync, readdirSync } from 'node:fs';
import { readConfig } from '../../src/check/read-config.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { createRules } from '../../src/plan/rules/create-rules.js';
import { estimatePlan } from '../../src/plan/rules/effort.js';
import { emailKind } from '../../src/profile/email-kind.js';
import { cases } from '../fixtures/forms.js';
import { answersFor, profilesFor, signals } from './arbitraries.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

const folder = new URL('../../demo/forms/', import.meta.url);
const forms = readdirSync(folder).map((file) => readConfig(readFileSync(new URL(file, folder), 'utf8')));

describe('the definitions of the demo', () => {
  it.each(forms.map((form) => [form.id, form] as const))(
    'S7 %s asks nobody for longer than it may, whatever is known',
    patience,
    (_, form) => {
      const most = form.ask?.maxSeconds;
      fc.assert(
        fc.property(
          profilesFor(form),
          signals,
          answersFor(form),
          most === undefined ? fc.integer({ min: 1, max: 60 }) : fc.constant(most),
          (profile, said, answers, maxSeconds) => {
            const config = { ...form, ask: { ...form.ask, maxSeconds } };
            const plan = planFields(config, profile, said, answers, createRules(config, emailKind));
            expect(estimatePlan(config, plan).seconds).toBeLessThanOrEqual(maxSeconds);
          },
        ),
        { numRuns: cases },
      );
    },
  );
});
