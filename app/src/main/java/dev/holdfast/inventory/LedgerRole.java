package dev.holdfast.inventory;

/** What this process is to the ledger. */
public enum LedgerRole {
  /** It follows what is stored, and takes no commands; it may become the owner. */
  STANDBY,
  /** It decides. */
  OWNER,
  /** It is broken, or not open: it takes no commands, and will not before a restart. */
  STOPPED
}
