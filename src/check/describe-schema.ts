/** The published JSON Schema: the shape from `check/`, and what each member means for whoever completes it in an editor. */
import * as z from 'zod/mini';
import { adapterDescriptions } from './adapter-descriptions.js';
import { createConfigSchema } from './config-schema.js';

const descriptions: Readonly<Record<string, string>> = {
  $schema: 'Where this schema is, for editors.',
  schemaVersion: 'Version of this format: 1.',
  id: 'Names the form in addresses and reports; never change it.',
  version: 'Your own count of changes; stored with every submission.',
  locale: 'Language that labels and reasons are written in, e.g. de or en-GB.',
  title: 'Heading of the form.',
  purposes: 'What answers are used for, by name.',
  'purposes.*.label': 'The purpose in words for the visitor.',
  'purposes.*.legalBasis': 'On what ground; explicit needs a consent field that was ticked.',
  'purposes.*.retention': 'How long values are kept, as an ISO 8601 duration, e.g. P2Y.',
  fields: 'Every question that may ever be asked.',
  'fields[].name': 'Name of the answer; conditions and steps refer to it.',
  'fields[].type': 'Kind of control.',
  'fields[].label':
    'The visible question; [text](address) and **text** make links and emphasis. Of a consent field: the exact text that is agreed to.',
  'fields[].hint': 'Help, shown before the control.',
  'fields[].options': 'Choices of select, radio, checkbox and multiselect fields.',
  'fields[].options[].value': 'What is stored.',
  'fields[].options[].label': 'What is shown.',
  'fields[].options[].image':
    'Address of a picture, also for mails and one-click pages; the label is its alternative.',
  'fields[].options[].mention': 'A sentence that later mails to whoever chose this hold.',
  'fields[].autocomplete': 'Autofill token of the HTML standard, e.g. given-name.',
  'fields[].required': 'Must be answered when shown.',
  'fields[].purpose': 'A name from purposes. Of a consent field: the purpose that is agreed to.',
  'fields[].sensitive': 'Never prefilled, never shown back.',
  'fields[].transient': 'Handed once to the page, then dropped: never stored, queued or sent.',
  'fields[].mapsTo': 'Name of the fact in the back end, where it differs.',
  'fields[].when': 'Ask only if this holds.',
  'fields[].alwaysAsk': 'Ask even if known.',
  'fields[].prefill': 'May be shown filled in to a visitor known by link, login or host page.',
  'fields[].freshFor':
    'How long an answer counts as known, as an ISO 8601 duration, e.g. P180D; for ever if absent.',
  'fields[].writePolicy':
    'Which value holds: always the latest told, ifAnswered the latest of the visitor, ifEmpty the first, never none that is typed.',
  'fields[].sources': 'Whom to believe first, e.g. login before typed.',
  'fields[].confirm': 'What others told is shown once, to be confirmed with one tap.',
  'fields[].onDevice':
    'The value is kept on the device: encrypted, with consent, for conditions, never shown.',
  'fields[].enrich': 'The back end may look it up by the confirmed address.',
  'fields[].byMail': 'Mails ask it too, with a link for each option.',
  'fields[].rules': 'Limits on the answer.',
  'fields[].rules.minLength': 'Characters at least.',
  'fields[].rules.maxLength': 'Characters at most.',
  'fields[].rules.min': 'Smallest number.',
  'fields[].rules.max': 'Largest number.',
  'fields[].rules.step': 'Distance between allowed numbers, counted from min or 0.',
  'fields[].rules.notBefore': 'First day, as YYYY-MM-DD.',
  'fields[].rules.notAfter': 'Last day, as YYYY-MM-DD.',
  'fields[].rules.pattern':
    'A regular expression that the whole answer fits, without look-around and back references; the hint says what it asks for.',
  'fields[].emailPolicy':
    'Of an e-mail field: warn says a word about private addresses, businessOnly asks for one at work.',
  'fields[].validator':
    'Name of a validator that the page hands in, or phone, the full check of telephone numbers.',
  'fields[].value': 'Of a hidden field: what is sent, unless the page hands in another.',
  'fields[].priority': 'A lower class is never asked while a higher one is open.',
  'fields[].queued': 'In reserve: asked only in the place of a question of its step that is known already.',
  'fields[].classify':
    'What the answer is read as: jobTitle gives conditions NAME.function and NAME.level, companySize gives NAME.size and NAME.band.',
  'fields[].bant': 'Which part of budget, authority, need, timeline this answers.',
  steps: 'The views, in order.',
  'steps[].id': 'Names the view in reports.',
  'steps[].title': 'Heading of the view.',
  'steps[].reason': 'Why these things are asked, in words for the visitor.',
  'steps[].fields': 'Names of fields, in the order shown.',
  'steps[].when': 'Offer the view only if this holds.',
  'steps[].skippable': 'The visitor may put it off, or refuse it for good.',
  ask: 'Limits on how much is asked.',
  'ask.maxFields': 'Blank fields per view.',
  'ask.maxSteps': 'Views per visit.',
  'ask.maxSeconds': 'Seconds that the questions of one visit may take, as estimated from their types.',
  'ask.budget': 'Questions that one person may be asked in a period, over all forms of the site.',
  'ask.budget.questions': 'How many.',
  'ask.budget.per': 'In what period, as an ISO 8601 duration, e.g. P30D.',
  'ask.notNow': 'How long "not now" lasts, as an ISO 8601 duration; 30 days if absent.',
  signals:
    'What is read of page, device and behaviour: by path, the purpose it serves. Nothing else is read.',
  trigger: 'When the form appears, by what happens on the page.',
  segments: 'Audiences by id: conditions see segment.ID. A later one may look at those before it.',
  scores: 'Points by id: conditions see score.ID.',
  'scores.*.halfLife': 'In what time the points for doings halve, as an ISO 8601 duration; never if absent.',
  'scores.*.terms': 'What gives points.',
  'scores.*.terms[].when': 'The points are given if this holds.',
  'scores.*.terms[].count':
    'The points are given each time this was done: a NAME declared as count.NAME under signals.',
  'scores.*.terms[].points': 'How many; fewer than 0 take away.',
  'scores.*.terms[].max': 'How often it counts at most.',
  stages: 'The lifecycle, in order; nobody falls back. Conditions see the id of the stage reached as stage.',
  'stages[].id': 'Names the stage in conditions and reports.',
  'stages[].label': 'The stage in words.',
  'stages[].when': 'Reached as soon as this holds.',
  matrix: 'Who is asked what: one row holds for everybody. Conditions see its id as path.',
  'matrix[].id': 'Names the row in conditions and reports.',
  'matrix[].when': 'For whom; true in the last row takes everybody else.',
  'matrix[].steps': 'Ids of steps, in the order asked.',
  pauses: 'Answers after which questions rest for a time.',
  'pauses[].id': 'Names the pause in conditions and reports.',
  'pauses[].when': 'The rest begins when this holds.',
  'pauses[].for': 'How long, as an ISO 8601 duration.',
  'pauses[].fields': 'Names of the fields that rest; all if absent.',
  draft: 'Offers to keep on this device what is typed, until it is sent.',
  'draft.keepFor': 'How long, as an ISO 8601 duration, P30D at most.',
  flags:
    'Choices that a service makes for each visitor, by id: conditions see the variant as flag.ID, which signals declares.',
  'flags.*.use':
    'Name of a client that the page hands in, or optimizely, adobe-target, dynamic-yield for their page scripts.',
  'flags.*.key': 'What the service calls it; the id if absent.',
  'flags.*.variants': 'What it can say.',
  'flags.*.default': 'One of variants: where the service is missing, late or says anything else.',
  'flags.*.slot': 'There the child with data-flag and data-variant of the choice is shown.',
  ...adapterDescriptions,
  profile: 'What may be remembered.',
  'profile.remember': 'When device and back end may remember who answered.',
  'profile.purpose': 'The purpose whose consent allows it, for withConsent.',
  'profile.parameters': 'By query parameter of the page, the field that its value is filled into.',
  afterSubmit: 'What follows an accepted answer.',
  'afterSubmit.message': 'Words of thanks.',
  'afterSubmit.redirect': 'Path on the same site, or an https address on one of allowedHosts.',
  'afterSubmit.allowedHosts': 'Hosts that redirect may lead to.',
  'afterSubmit.asset': 'A download for those who answered.',
  'afterSubmit.asset.id': 'Name of the asset in the back end.',
  'afterSubmit.asset.label': 'Words of the download link.',
  'afterSubmit.asset.pending': 'Said while the address is not yet confirmed.',
  'afterSubmit.doubleOptIn': 'Count an address only after a click on the link in a mail.',
  words: 'Words of the form itself, by name, in another language or in your own; {…} are gaps.',
  submitLabel: 'Words of the submit button.',
};

interface JsonSchema {
  description?: string;
  properties?: Readonly<Record<string, JsonSchema>>;
  items?: JsonSchema;
  definitions?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  /** Adapters, told apart by their `use`. */
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: string;
}

/** Throws where a member has no description or a description no member. */
export function describeSchema(): JsonSchema {
  const schema = z.toJSONSchema(createConfigSchema(), { target: 'draft-7', io: 'input' }) as JsonSchema;
  const unused = new Set(Object.keys(descriptions));
  const describe = (part: JsonSchema, path: string): void => {
    for (const [name, member] of Object.entries(part.properties ?? {})) {
      const at = path ? `${path}.${name}` : name;
      const key = [at, at.replace(/<.*>/, '')].find((it) => Object.hasOwn(descriptions, it));
      if (key === undefined) throw new Error(`No description of ${at}`);
      member.description = descriptions[key] ?? '';
      unused.delete(key);
      if (at !== 'words') describe(member, key); // what each is, its name says
    }
    if (part.items) describe(part.items, `${path}[]`);
    if (typeof part.additionalProperties === 'object') describe(part.additionalProperties, `${path}.*`);
    // A mirror has the settings of what it mirrors to.
    for (const one of part.oneOf ?? []) describe(one, `adapter<${one.properties?.['use']?.const ?? ''}>`);
  };
  describe(schema, '');
  if (unused.size > 0) throw new Error(`No member for ${[...unused].join(', ')}`);
  return shareMirrors(schema);
}

/** Every adapter may have the same mirrors: they are written once, or the schema would be mostly that. */
function shareMirrors(schema: JsonSchema): JsonSchema {
  let mirror: JsonSchema = {};
  for (const { properties } of schema.properties?.['adapter']?.oneOf ?? []) {
    const mirrors = properties?.['mirrors'];
    if (!mirrors?.items) continue;
    mirror = mirrors.items;
    mirrors.items = { $ref: '#/definitions/mirror' } as JsonSchema;
  }
  return { ...schema, definitions: { ...schema.definitions, mirror } };
}
