/**
 * The tables, as steps that are each run once and never changed after a release. Every key begins with the tenant.
 * Answers and facts are `json`, not `jsonb`: they are kept as typed, also characters that `jsonb` refuses.
 */
export const migrations: readonly string[] = [
  `
  -- Every id ever taken, without anything personal: outlives an erasure so that a late replay brings nothing back.
  -- The fingerprint goes when the content goes; received_at is null where the id was withdrawn before it came.
  CREATE TABLE received_id (
    tenant text NOT NULL, id uuid NOT NULL, fingerprint text NOT NULL, received_at timestamptz,
    PRIMARY KEY (tenant, id)
  );

  -- Hashes of the random ids of sessions, devices and steps that were erased: what was completed there until then
  -- is taken no more.
  CREATE TABLE forgotten (
    tenant text NOT NULL, trace_hash text NOT NULL, until timestamptz NOT NULL,
    PRIMARY KEY (tenant, trace_hash)
  );

  -- What senders gave up; nothing personal is in it.
  CREATE TABLE loss (
    tenant text NOT NULL, id uuid NOT NULL, form_id text NOT NULL,
    reason text NOT NULL CHECK (reason IN ('refused', 'expired', 'unreadable')), status int NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant, id)
  );

  CREATE TABLE person (
    tenant text NOT NULL, id uuid NOT NULL, email_key text,
    created_at timestamptz NOT NULL, confirmed_at timestamptz,
    PRIMARY KEY (tenant, id), UNIQUE (tenant, email_key)
  );

  -- Devices that came by a person's own link; a typed address never leads here. The latest binding of a device counts,
  -- if it stands. The sessions that bound it, and that let it go when somebody else's address was typed, are kept so
  -- that a later step of theirs can undo it.
  CREATE TABLE device (
    tenant text NOT NULL, anonymous_id text NOT NULL, person_id uuid NOT NULL, bound_at timestamptz NOT NULL,
    bound_by text NOT NULL, released_by text,
    PRIMARY KEY (tenant, anonymous_id, bound_by),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX device_person ON device (tenant, person_id);

  -- client_ms: when the step was completed by the visitor's clock, which puts the steps of one session in order.
  -- email_key: the address typed in this very step. proof_person: whose link it came with. Person, device and
  -- confirmation follow from all steps of the session together.
  CREATE TABLE submission (
    tenant text NOT NULL, session_id text NOT NULL, form_id text NOT NULL, step text NOT NULL, id uuid NOT NULL,
    form_version text NOT NULL,
    answers json NOT NULL, signals json NOT NULL, exposures json NOT NULL,
    email_key text, proof_person uuid, client_ms double precision NOT NULL,
    anonymous_id text, person_id uuid,
    submitted_at timestamptz NOT NULL, received_at timestamptz NOT NULL, confirmed_at timestamptz,
    PRIMARY KEY (tenant, session_id, form_id, step), UNIQUE (tenant, id),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE SET NULL (person_id),
    FOREIGN KEY (tenant, proof_person) REFERENCES person ON DELETE SET NULL (proof_person)
  );
  CREATE INDEX submission_person ON submission (tenant, person_id);
  CREATE INDEX submission_proof ON submission (tenant, proof_person) WHERE proof_person IS NOT NULL;
  CREATE INDEX submission_device ON submission (tenant, anonymous_id);
  CREATE INDEX submission_address ON submission (tenant, email_key);

  -- One value a session, name and purpose; what holds now is the latest of a name. No form uses what was given for
  -- another purpose.
  CREATE TABLE fact (
    tenant text NOT NULL, submission_id uuid NOT NULL, name text NOT NULL, purpose text NOT NULL,
    person_id uuid NOT NULL, anonymous_id text, value json NOT NULL, source text NOT NULL, at timestamptz NOT NULL,
    PRIMARY KEY (tenant, submission_id, name, purpose),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX fact_person ON fact (tenant, person_id, name, at);

  -- Append-only proof of what was agreed to, in which words, when by both clocks, and when the address was confirmed.
  CREATE TABLE consent (
    tenant text NOT NULL, submission_id uuid NOT NULL, purpose text NOT NULL,
    session_id text NOT NULL, person_id uuid, anonymous_id text, email_key text,
    text text NOT NULL, text_hash text NOT NULL, locale text NOT NULL,
    form_id text NOT NULL, form_version text NOT NULL, page_path text,
    at timestamptz NOT NULL, client_at timestamptz NOT NULL, received_at timestamptz NOT NULL,
    confirmed_at timestamptz, withdrawn_at timestamptz,
    PRIMARY KEY (tenant, submission_id, purpose),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE SET NULL (person_id)
  );
  CREATE INDEX consent_person ON consent (tenant, person_id);
  CREATE INDEX consent_session ON consent (tenant, session_id);
  CREATE INDEX consent_address ON consent (tenant, email_key);

  -- One request to confirm an address, for one session of one form. Once withdrawn it leads nowhere and is kept only
  -- while it counts against the number of mails an address may get.
  CREATE TABLE confirmation (
    tenant text NOT NULL, id uuid NOT NULL, submission_id uuid NOT NULL, session_id text NOT NULL,
    form_id text NOT NULL, form_version text NOT NULL, purpose text NOT NULL, words_hash text NOT NULL,
    address text NOT NULL, email_key text NOT NULL, person_id uuid,
    requested_at timestamptz NOT NULL, confirmed_at timestamptz, withdrawn_at timestamptz,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE SET NULL (person_id)
  );
  CREATE INDEX confirmation_address ON confirmation (tenant, email_key, requested_at);
  CREATE INDEX confirmation_person ON confirmation (tenant, person_id);
  CREATE INDEX confirmation_session ON confirmation (tenant, session_id);

  CREATE TABLE confirmation_token (
    tenant text NOT NULL, token_hash text NOT NULL, confirmation_id uuid NOT NULL, expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, token_hash),
    FOREIGN KEY (tenant, confirmation_id) REFERENCES confirmation ON DELETE CASCADE
  );

  CREATE TABLE link_use (
    tenant text NOT NULL, jti uuid NOT NULL, used_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, jti)
  );

  -- Mails to send. Addresses and tokens are not in here: both are looked up or minted when a mail leaves.
  CREATE TABLE mail (
    tenant text NOT NULL, id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('confirm', 'nurture')),
    form_id text NOT NULL, confirmation_id uuid, person_id uuid,
    created_at timestamptz NOT NULL, due_at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0, sent_at timestamptz,
    PRIMARY KEY (tenant, id),
    CHECK ((kind = 'confirm') = (confirmation_id IS NOT NULL) AND (kind = 'nurture') = (person_id IS NOT NULL)),
    FOREIGN KEY (tenant, confirmation_id) REFERENCES confirmation ON DELETE CASCADE,
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX mail_due ON mail (due_at) WHERE sent_at IS NULL;
  CREATE UNIQUE INDEX mail_nurture_once ON mail (tenant, person_id, form_id) WHERE kind = 'nurture';
  `,
  `
  -- Of a step that was withdrawn: the latest version of it that was.
  ALTER TABLE forgotten ADD COLUMN id uuid;

  -- Anybody may withdraw anything: what is not here must be found missing at little cost.
  CREATE INDEX confirmation_submission ON confirmation (tenant, submission_id);
  `,
  `
  -- What became of the questions of the step that were not answered for good, by field; and how many it put.
  ALTER TABLE submission ADD COLUMN asks json NOT NULL DEFAULT '{}', ADD COLUMN questions int NOT NULL DEFAULT 0;

  -- The same of a person, one row a step and fact; what holds now is the latest of a name, unless the fact was told
  -- later. Without until it rests for ever.
  CREATE TABLE ask (
    tenant text NOT NULL, submission_id uuid NOT NULL, name text NOT NULL,
    person_id uuid NOT NULL, anonymous_id text,
    outcome text NOT NULL CHECK (outcome IN ('leftEmpty', 'refused', 'answered')),
    at timestamptz NOT NULL, until timestamptz,
    PRIMARY KEY (tenant, submission_id, name),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX ask_person ON ask (tenant, person_id, name, at);

  -- The lifecycle of a person in the words of one form, each stage entered once. Reason: the comparisons that held,
  -- without what they found. Follows from the submissions of the person, so that the order of arrival leaves no mark;
  -- form_version: what was decided by another version of the form stands.
  CREATE TABLE stage_move (
    tenant text NOT NULL, person_id uuid NOT NULL, form_id text NOT NULL, to_stage text NOT NULL, from_stage text,
    form_version text NOT NULL, reason json NOT NULL, at timestamptz NOT NULL, submission_id uuid NOT NULL,
    PRIMARY KEY (tenant, person_id, form_id, to_stage),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX stage_move_submission ON stage_move (tenant, submission_id);
  `,
  `
  -- revision: counts what was written of this person. links_from: links made before then lead nowhere any more.
  -- vouched_by: who says that the address is this person's, beyond its having been typed; what is vouched for is never
  -- taken over by whoever mends a slip. The operator's people stay when nothing else is left of them.
  ALTER TABLE person ADD COLUMN revision int NOT NULL DEFAULT 0, ADD COLUMN links_from timestamptz,
    ADD COLUMN vouched_by text CHECK (vouched_by IN ('owner', 'operator'));
  UPDATE person SET vouched_by = 'owner' WHERE confirmed_at IS NOT NULL OR EXISTS
    (SELECT 1 FROM submission WHERE submission.tenant = person.tenant AND proof_person = person.id);

  -- What a session gave that neither names anybody nor came by a link: somebody at that device said it.
  UPDATE fact SET source = 'device' FROM submission
  WHERE submission.tenant = fact.tenant AND submission.id = submission_id AND source = 'typed' AND NOT EXISTS
    (SELECT 1 FROM submission AS step WHERE step.tenant = submission.tenant
       AND step.session_id = submission.session_id AND step.form_id = submission.form_id
       AND (step.email_key IS NOT NULL OR step.proof_person IS NOT NULL));

  -- provider: which enrichment service, login or import said it. What came with no submission has an id of its own in
  -- the place of one.
  ALTER TABLE fact ADD COLUMN provider text, ADD COLUMN confirmed_at timestamptz;

  -- One answer of one question that a mail asks. All options of the question share the id of the submission that comes
  -- of them, so that one of them counts, once.
  CREATE TABLE answer_link (
    tenant text NOT NULL, token_hash text NOT NULL, submission_id uuid NOT NULL, person_id uuid NOT NULL,
    form_id text NOT NULL, field text NOT NULL, option text NOT NULL,
    issued_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, used_at timestamptz,
    PRIMARY KEY (tenant, token_hash),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX answer_link_submission ON answer_link (tenant, submission_id);
  CREATE INDEX answer_link_person ON answer_link (tenant, person_id);

  -- One look-up at one service, for one confirmed address of a person and all forms together: asked once, whatever
  -- comes of it.
  CREATE TABLE enrichment (
    tenant text NOT NULL, person_id uuid NOT NULL, provider text NOT NULL,
    address_hash text NOT NULL, requested_at timestamptz NOT NULL, asked_at timestamptz,
    outcome text CHECK (outcome IN ('found', 'unknown', 'failed', 'late')),
    PRIMARY KEY (tenant, person_id, provider, address_hash),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX enrichment_due ON enrichment (tenant, requested_at) WHERE asked_at IS NULL;
  CREATE INDEX submission_confirmed ON submission (tenant, form_id, confirmed_at) WHERE confirmed_at IS NOT NULL;
  `,
];
