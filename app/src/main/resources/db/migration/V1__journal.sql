-- The journal: a gapless sequence of blocks of facts for each shard, and a head that whoever appends must move.

create table ledger_head (
  shard            integer     not null primary key,
  journal_id       text        not null,
  -- Raised by each new owner; an append of an earlier one finds no row to move.
  epoch            bigint      not null,
  last_position    bigint      not null,
  last_time_millis bigint      not null,
  -- Written with the epoch, so that a claim whose answer was lost can be told from another owner's.
  claim            text        not null,
  claimed_at       timestamptz not null
) with (fillfactor = 50);

create table ledger_block (
  shard             integer not null,
  first_position    bigint  not null,
  last_position     bigint  not null,
  epoch             bigint  not null,
  first_time_millis bigint  not null,
  last_time_millis  bigint  not null,
  payload           bytea   not null,
  checksum          bigint  not null,
  state_hash        bigint  not null,
  -- Replay reads on from a position; the block that holds a position is the first not to end before it.
  primary key (shard, last_position),
  check (first_position > 0 and last_position >= first_position)
);

-- Stored as they are: compressing them would cost more than it saves.
alter table ledger_block alter column payload set storage external;
