/** The npm entry: named exports, no side effect, safe to import in Node. */
import { checkAdapters } from './named-adapters.js';
import { createParts, findTarget } from './parts.js';
import { FormSession as HeadlessSession, type SessionOptions, type SessionParts } from './session.js';
import type { Adapter, OutboxEvent } from './model/ports.js';

/** `parts` may be left out: then `adapter` or `endpoint` says where answers go, and the definition where they do not. */
export interface OpenOptions extends Omit<SessionOptions, 'parts'> {
  readonly parts?: SessionParts;
  readonly adapter?: Adapter | string;
  /** Absolute base address of the collector. */
  readonly endpoint?: string;
  readonly on?: (event: OutboxEvent) => void;
}

export type FormSession = HeadlessSession;

export const FormSession = {
  /** Opens a form without a page. Throws a `ConfigError` for a definition that cannot be used. */
  async open({ adapter, endpoint, on = () => undefined, ...options }: OpenOptions): Promise<HeadlessSession> {
    const parts = options.parts ?? createParts().createSession({ adapter, endpoint, on });
    const session = await HeadlessSession.open({ ...options, parts });
    if (options.parts) return session;
    const { config } = session;
    checkAdapters({ config, ...findTarget(config, { adapter, endpoint }) });
    return session;
  },
};

export { createHttpAdapter, type HttpAdapterOptions } from './adapters/http/http.js';
export { createWebhookAdapter, type WebhookAdapterOptions } from './adapters/webhook/webhook.js';
export { readConfig } from './check/read-config.js';
export { createAnswerChecker } from './check/check-answers.js';
export { defineElement } from './element/define-element.js';
export { ProgressiveForm } from './element/progressive-form.js';
export type { PfEvent, PfEventDetails, PfEventName } from './element/events.js';
export { createParts } from './parts.js';
export { ConfigError } from './model/config-error.js';
export { emptyProfile, type Fact, type Profile } from './model/profile.js';
export { createPlanRules } from './plan-rules.js';
export { inspectDefinition } from './inspection.js';
export { planFields } from './plan/plan-fields.js';
export { explain } from './plan/explain.js';
export { evaluateCondition } from './plan/evaluate-condition.js';
export { describeCondition } from './plan/describe-condition.js';
export { proveMatrix } from './plan/analyse/prove-matrix.js';
export { diffPlans } from './plan/analyse/diff-plans.js';
export { estimatePlan } from './plan/rules/effort.js';
export { readCompanySize } from './plan/rules/company-size.js';
export { readJobTitle } from './plan/rules/job-title.js';
export { fromHubSpotFilter } from './plan/from-hubspot.js';
export { fromJsonLogic } from './plan/json-logic/from-json-logic.js';
export { jsonLogicData } from './plan/json-logic/json-logic-data.js';
export { toJsonLogic } from './plan/json-logic/to-json-logic.js';
export { emailKind } from './profile/email-kind.js';
export type { AdapterChoice } from './model/adapter-choice.js';
export type { Answers, AnswerValue, Issue, IssueCode } from './model/answers.js';
export type { Condition, Operators, TraceEntry } from './model/condition.js';
export type { DeliveryOutcome, SubmitReceipt } from './model/delivery-outcome.js';
export type { Field, FieldType, FormConfig, Purpose, Step } from './model/form-config.js';
export type { Ask, Plan, PlannedStep, Reason, Skip } from './model/plan.js';
export type { Explanation } from './plan/explanation.js';
export type {
  Adapter,
  AnswerChecker,
  ConfigProblem,
  FlagChoice,
  FlagClient,
  FlagRequest,
  OutboxEvent,
  PlanRules,
  SendContext,
} from './model/ports.js';
export type { Signals } from './model/signals.js';
export type { Submission } from './model/submission.js';
export type { StepResult } from './session/submit-view.js';
