package dev.holdfast.ledger.api;

/** Who may sell how much of a SKU. */
public enum AllocationPolicy {
  /** First come, first served. */
  SHARED(1),
  /** Channels in order, each with units protected from those after it. */
  PRIORITY(2),
  /** Channels with weights, by which what is available is dealt into shares. */
  PROPORTIONAL(3);

  private static final Codes<AllocationPolicy> BY_CODE =
      Codes.of(AllocationPolicy.class, AllocationPolicy::code);

  private final int code;

  AllocationPolicy(int code) {
    this.code = code;
  }

  /** Stands for it in the journal, for good. */
  public int code() {
    return code;
  }

  /** The one that a code stands for; another code is an error. */
  public static AllocationPolicy of(int code) {
    return BY_CODE.of(code);
  }
}
