package dev.holdfast.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes digests of requests. Thread-safe. */
@Component
public final class RequestDigests {
  private final ObjectWriter canonical;

  RequestDigests(JsonMapper mapper) {
    this.canonical =
        mapper
            .rebuild()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build()
            .writer();
  }

  /**
   * Digests a request, or gives {@link RequestDigest#NONE} at no cost if it carries no key.
   *
   * @param scope whose key it is: {@code Caller.requestScope()}
   * @param body the record that the body was read into, before any default is filled in: its fields
   *     count, not their order in the body, and a null one counts as absent
   */
  public RequestDigest of(
      IdempotencyKey key, String scope, ServerHttpRequest request, Object body) {
    return key.isPresent() ? of(key, scope, target(request), body) : RequestDigest.NONE;
  }

  /**
   * The same, for many requests in one.
   *
   * @param target of that one
   */
  public RequestDigest of(IdempotencyKey key, String scope, String target, Object body) {
    if (!key.isPresent()) {
      return RequestDigest.NONE;
    }
    var identity = ByteBuffer.wrap(Sha256.of(scope + '\n' + key.value()));
    return new RequestDigest(
        identity.getLong(), identity.getLong() | 1, digestOfContent(target, body));
  }

  /** Where a request goes: its method, path and query. */
  public static String target(ServerHttpRequest request) {
    return request.getMethod().name()
        + ' '
        + request.getPath().value()
        + '?'
        + request.getURI().getRawQuery()
        + '\n';
  }

  private long digestOfContent(String target, Object body) {
    MessageDigest digest = Sha256.begin();
    digest.update(target.getBytes(StandardCharsets.UTF_8));
    digest.update(canonical.writeValueAsBytes(body));
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
