package dev.holdfast.inventory.internal.allocation;

/** By which rule channels share what is available. */
enum Policy {
  /** First come, first served. */
  SHARED,
  /** Channels in order, each with units protected from those after it. */
  PRIORITY,
  /** Channels with weights, by which what is available is dealt into shares. */
  PROPORTIONAL
}
