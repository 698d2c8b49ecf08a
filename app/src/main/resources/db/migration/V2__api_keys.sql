-- API keys, and the answers that a repeated request gets again. Keys are stored as hashes only.

create table api_key (
  id             text        not null primary key,
  -- The order of their making, for lists.
  seq            bigint      not null generated always as identity unique,
  name           text        not null,
  -- None for the back office.
  channel        text,
  scopes         text[]      not null,
  hash           bytea       not null,
  -- The key before the last rotation, for as long as it is still good.
  previous_hash  bytea,
  previous_until timestamptz,
  created_at     timestamptz not null,
  rotated_at     timestamptz,
  -- A revoked key stays, so that its id in old movements still has a name.
  revoked_at     timestamptz,
  check ((previous_hash is null) = (previous_until is null))
);

create table admin_key (
  one    boolean     not null primary key default true check (one),
  hash   bytea       not null,
  set_at timestamptz not null
);

create table idempotent_answer (
  -- Digest of the Idempotency-Key and whose it is.
  high       bigint      not null,
  low        bigint      not null,
  -- Digest of what was asked.
  content    bigint      not null,
  status     integer     not null,
  -- Names and values in turn.
  headers    text[]      not null,
  body       bytea       not null,
  created_at timestamptz not null,
  primary key (high, low)
);

create index idempotent_answer_created_at on idempotent_answer (created_at);
