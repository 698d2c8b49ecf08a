-- Snapshots of a shard's state: a start reads the newest good one and the blocks after it, and no others.

-- Written last: a snapshot that has a row here is whole.
create table ledger_snapshot (
  shard       integer     not null,
  -- Of the last fact in it, and the time of that.
  position    bigint      not null,
  time_millis bigint      not null,
  state_hash  bigint      not null,
  -- Of the image: a build that reads another one replays blocks instead.
  layout      integer     not null,
  chunks      integer     not null,
  bytes       bigint      not null,
  created_at  timestamptz not null,
  primary key (shard, position)
);

-- Each ends with a checksum over its content, its position and its number.
create table ledger_snapshot_chunk (
  shard    integer not null,
  position bigint  not null,
  chunk    integer not null,
  -- Whoever wrote it, so that what two servers write of one position is never taken for one snapshot.
  writer   text    not null,
  bytes    bytea   not null,
  primary key (shard, position, chunk)
);

-- Where a projection begins: 0 for the journal's beginning; else what came before is no longer kept.
alter table projection add column since_position bigint not null default 0;
alter table projection add column since_millis bigint not null default 0;

-- Stored as they are: compressing them would cost more than it saves.
alter table ledger_snapshot_chunk alter column bytes set storage external;
