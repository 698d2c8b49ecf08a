package dev.holdfast.ledger.api;

/**
 * Names one request, so that sending it again gives the same result.
 *
 * @param high first half of a 128-bit digest of the request id and its scope (the channel or the
 *     back office)
 * @param low second half
 * @param content digest of what was asked: method, path and canonical body
 */
public record RequestId(long high, long low, long content) {

  /** The caller sent no request id. */
  public static final RequestId NONE = new RequestId(0, 0, 0);

  /** Whether the caller sent one. */
  public boolean isPresent() {
    return (high | low) != 0;
  }
}
