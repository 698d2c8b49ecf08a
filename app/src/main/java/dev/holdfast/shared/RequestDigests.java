package dev.holdfast.shared;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** Makes digests of requests. Thread-safe. */
public interface RequestDigests {

  /**
   * Digests a request, or gives {@link RequestDigest#NONE} at no cost if it carries no key.
   *
   * @param scope whose key it is: {@code Caller.requestScope()}
   * @param body the record that the body was read into, before any default is filled in
   */
  RequestDigest of(IdempotencyKey key, String scope, ServerHttpRequest request, Object body);
}
