package dev.holdfast.shared;

/**
 * What tells one request from another, short enough to be remembered.
 *
 * @param high first half of a digest of the Idempotency-Key and its scope
 * @param low second half
 * @param content digest of method, path and canonical body
 */
public record RequestDigest(long high, long low, long content) {

  /** The request carries no Idempotency-Key. */
  public static final RequestDigest NONE = new RequestDigest(0, 0, 0);

  public boolean isPresent() {
    return (high | low) != 0;
  }
}
