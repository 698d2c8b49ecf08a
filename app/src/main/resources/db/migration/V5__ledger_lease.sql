-- Which process is to own a shard's ledger. It says who may claim the journal, and fences nobody: ledger_head does.

create table ledger_lease (
  shard      integer     not null primary key,
  -- A data folder and one run on it; null once it was given back.
  holder     text,
  -- Where others reach the holder.
  address    text        not null,
  -- The journal's, as the holder knows it; 0 before it has claimed it.
  epoch      bigint      not null,
  -- Changes with each renewal: whoever watches it needs no clock but its own.
  renewals   bigint      not null,
  renewed_at timestamptz not null
) with (fillfactor = 50);
