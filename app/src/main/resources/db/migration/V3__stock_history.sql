-- What durable blocks did to stock: a projection of the journal, which can be dropped and made again.

-- How far a projection has come. Moved by compare-and-set, first in the transaction that writes its rows.
create table projection (
  name     text    not null,
  shard    integer not null,
  position bigint  not null,
  primary key (name, shard)
) with (fillfactor = 50);

-- A run of facts that was projected at once: finds the position of a time.
create table stock_run (
  shard         integer     not null,
  last_position bigint      not null,
  last_time     timestamptz not null,
  primary key (shard, last_time, last_position)
);

-- A stock item after the last fact of a run that touched it. SKUs and locations go by their ordinals.
create table stock_at (
  shard           integer     not null,
  sku             integer     not null,
  location        integer     not null,
  -- Of the run.
  last_position   bigint      not null,
  -- Of the last fact that touched it.
  changed_at      bigint      not null,
  changed_time    timestamptz not null,
  -- How many entries are in changes.
  entries         integer     not null,
  on_hand         bigint      not null,
  held            bigint      not null,
  committed       bigint      not null,
  safety_target   bigint      not null,
  damaged         bigint      not null,
  quality_control bigint      not null,
  incoming        bigint      not null,
  backordered     bigint      not null,
  -- What each fact of the run did to it, as EntryWriter writes it: undone from the last on, they give the figures
  -- at every position since the row before.
  changes         bytea       not null,
  primary key (shard, sku, location, last_position)
);

create index stock_at_sku on stock_at (shard, sku, last_position);

-- A movement's id is m<shard>-<position>; of those that one shipment makes, m<shard>-<position>.<part>.
create table stock_movement (
  shard          integer     not null,
  position       bigint      not null,
  -- 0 but for FULFIL, which counts from 1.
  part           integer     not null,
  time           timestamptz not null,
  type           text        not null,
  sku            integer     not null,
  location       integer     not null,
  quantity       bigint      not null,
  on_hand_change bigint      not null,
  -- Conditions.
  taken_from     text,
  put_to         text,
  to_location    integer,
  -- Position of the EXPECT or TRANSFER.
  expected       bigint,
  expected_at    timestamptz,
  forced         boolean     not null,
  reservation    bigint,
  channel        integer,
  reference      text,
  reason         text,
  actor          text,
  primary key (shard, position, part)
);

create index stock_movement_sku on stock_movement (shard, sku, position, part);
create index stock_movement_location on stock_movement (shard, location, position, part);
create index stock_movement_reference on stock_movement (shard, reference, position, part) where reference is not null;
