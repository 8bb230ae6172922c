/** A session as the element opens it, on a page that knows its visitor. */
import { readConfig } from '../../../../src/check/read-config.js';
import { createPlanRules } from '../../../../src/plan-rules.js';
import { FormSession, type SessionParts } from '../../../../src/session.js';
import { leading, makeForm } from '../make-form.js';
import type { CreateReplanner } from './replanner.js';

/** What comes after the visitor acted is not measured here. */
const never = () => Promise.reject(new Error('not needed'));

export const createOurs =
  (withRules: boolean): CreateReplanner =>
  async (fields) => {
    const { config, profile, signals } = makeForm(fields, withRules);
    const parts: SessionParts = {
      readConfig,
      clock: () => signals.now,
      readDevice: () => Promise.resolve(undefined),
      rules: (named) => Promise.resolve(createPlanRules(named)),
      recognition: never,
      checker: never,
      delivery: never,
      extras: never,
    };
    const session = await FormSession.open({
      config: JSON.stringify(config),
      parts,
      signals: () => Promise.resolve(signals.values),
    });
    session.state.profile = profile;
    return {
      replan(answer) {
        session.take({ [leading]: answer });
        return session.plan.steps.reduce((sum, { ask, confirm }) => sum + ask.length + confirm.length, 0);
      },
    };
  };
