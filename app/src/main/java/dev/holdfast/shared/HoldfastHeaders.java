package dev.holdfast.shared;

/** Headers of our own making, and those HTTP libraries do not name. */
public final class HoldfastHeaders {
  /** The opaque position an answer leans on. */
  public static final String POSITION = "Holdfast-Position";

  /** The position a request wants its answer to lean on at least. */
  public static final String MIN_POSITION = "Holdfast-Min-Position";

  /** Names one request, so that sending it again gives the same answer. */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** {@code true} on an answer that was given before. */
  public static final String REPLAYED = "Idempotent-Replayed";

  /** The address of the server that owns the ledger, on an answer of one that does not. */
  public static final String OWNER = "Holdfast-Owner";

  /** On a request that a standby has passed on, which no other one passes on again. */
  public static final String FORWARDED = "Holdfast-Forwarded";

  private HoldfastHeaders() {}
}
