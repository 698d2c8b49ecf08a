package dev.holdfast.shared.bulk;

import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.RequestDigest;
import dev.holdfast.shared.RequestDigests;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * What one bulk request asks for.
 *
 * @param scope whose request ids its lines have
 * @param target its method and path
 * @param quick reads most of its lines; null for none
 */
record BulkRequest<B extends Record>(
    ServerWebExchange exchange,
    String scope,
    String target,
    Class<B> type,
    @Nullable QuickReader<B> quick,
    LineWork<B> work,
    RequestDigests digests) {

  RequestDigest digest(@Nullable String requestId, B line) {
    return requestId == null
        ? RequestDigest.NONE
        : digests.of(new IdempotencyKey(requestId), scope, target, line);
  }
}
