/**
 * The tables, as steps that are each run once and never changed after a release. Every key begins with the tenant.
 * Answers and facts are `json`, not `jsonb`: they are kept as typed, also characters that `jsonb` refuses.
 */
export const migrations: readonly string[] = [
  `
  -- Every id ever taken, without anything personal: outlives an erasure so that a late replay brings nothing back.
  CREATE TABLE received_id (
    tenant text NOT NULL, id uuid NOT NULL, fingerprint text NOT NULL, received_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, id)
  );

  CREATE TABLE person (
    tenant text NOT NULL, id uuid NOT NULL, email_key text,
    created_at timestamptz NOT NULL, confirmed_at timestamptz,
    PRIMARY KEY (tenant, id), UNIQUE (tenant, email_key)
  );

  -- Devices that came by a person's own link; a typed address never leads here.
  CREATE TABLE device (
    tenant text NOT NULL, anonymous_id text NOT NULL, person_id uuid NOT NULL, bound_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, anonymous_id),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );

  CREATE TABLE submission (
    tenant text NOT NULL, session_id text NOT NULL, step text NOT NULL, id uuid NOT NULL,
    form_id text NOT NULL, form_version text NOT NULL,
    answers json NOT NULL, signals json NOT NULL, exposures json NOT NULL,
    anonymous_id text, person_id uuid, email_key text,
    submitted_at timestamptz NOT NULL, received_at timestamptz NOT NULL, confirmed_at timestamptz,
    PRIMARY KEY (tenant, session_id, step),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX submission_person ON submission (tenant, person_id);
  CREATE INDEX submission_device ON submission (tenant, anonymous_id);

  -- Append-only: what holds now is the latest of a name. No form uses what was given for another purpose.
  CREATE TABLE fact (
    tenant text NOT NULL, submission_id uuid NOT NULL, name text NOT NULL, purpose text NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY,
    person_id uuid NOT NULL, anonymous_id text, value json NOT NULL, source text NOT NULL, at timestamptz NOT NULL,
    PRIMARY KEY (tenant, submission_id, name),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX fact_person ON fact (tenant, person_id, name, at);
  CREATE INDEX fact_device ON fact (tenant, anonymous_id);

  -- Append-only proof of what was agreed to, in which words, when by both clocks, and when the address was confirmed.
  CREATE TABLE consent (
    tenant text NOT NULL, submission_id uuid NOT NULL, purpose text NOT NULL,
    session_id text NOT NULL, person_id uuid, anonymous_id text, email_key text,
    text text NOT NULL, text_hash text NOT NULL, locale text NOT NULL,
    form_id text NOT NULL, form_version text NOT NULL, page_path text,
    at timestamptz NOT NULL, client_at timestamptz NOT NULL, received_at timestamptz NOT NULL,
    confirmed_at timestamptz, withdrawn_at timestamptz,
    PRIMARY KEY (tenant, submission_id, purpose),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX consent_person ON consent (tenant, person_id);

  -- One request to confirm an address, for one session of one form.
  CREATE TABLE confirmation (
    tenant text NOT NULL, id uuid NOT NULL, submission_id uuid NOT NULL, session_id text NOT NULL,
    form_id text NOT NULL, form_version text NOT NULL, purpose text NOT NULL, words_hash text NOT NULL,
    address text NOT NULL, email_key text NOT NULL, person_id uuid,
    requested_at timestamptz NOT NULL, confirmed_at timestamptz,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, person_id) REFERENCES person ON DELETE CASCADE
  );
  CREATE INDEX confirmation_address ON confirmation (tenant, email_key, requested_at);

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
];
