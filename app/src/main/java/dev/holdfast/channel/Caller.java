package dev.holdfast.channel;

import dev.holdfast.shared.Checks;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who sent a request: an API key of a channel or of the back office. An endpoint takes it as a
 * parameter.
 *
 * @param keyId the API key's id
 * @param channelId the channel it belongs to; null for the back office
 * @param scopes what it allows
 */
public record Caller(String keyId, @Nullable String channelId, Scopes scopes) {
  private static final String ATTRIBUTE = Caller.class.getName();

  /**
   * The caller of a request.
   *
   * @throws Problem UNAUTHENTICATED if it sent no API key, to a path that needs none
   */
  public static Caller of(ServerWebExchange exchange) {
    if (exchange.getAttribute(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw Problem.of(ProblemCode.UNAUTHENTICATED, "Send an API key: Authorization: Bearer <key>.");
  }

  /** Makes it the caller of a request. */
  public void attachTo(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  public boolean isBackOffice() {
    return channelId == null;
  }

  public boolean has(Scope scope) {
    return scopes.allow(scope);
  }

  /**
   * Insists on a scope.
   *
   * @throws Problem FORBIDDEN without it
   */
  public void require(Scope scope) {
    if (!has(scope)) {
      throw forbidden("The API key lacks the scope " + scope.wireName() + ".");
    }
  }

  static Problem forbidden(String detail) {
    return Problem.of(ProblemCode.FORBIDDEN, detail);
  }

  /** What its Idempotency-Keys are unique in: the channel, or the back office. */
  public String requestScope() {
    return channelId == null ? "" : channelId;
  }

  /**
   * The channel a request is for: the key's own, or the one that the back office names.
   *
   * @param named what the body or the query says; null for nothing
   * @throws Problem VALIDATION_FAILED if none is named and one is needed, or if a channel's key
   *     names another
   */
  public String channelOr(@Nullable String named) {
    return channelFilter(named)
        .orElseThrow(
            () -> Checks.failure("channel", "is required, as the API key is the back office's"));
  }

  /**
   * The channel whose things a list shows: the key's own unless it sees all; else the one named, or
   * all of them.
   *
   * @param named what the query says; null for nothing
   * @throws Problem VALIDATION_FAILED if a channel's key names another and may not see it
   */
  public Optional<String> visibleChannel(@Nullable String named) {
    return has(Scope.ORDERS_ALL_CHANNELS) ? Optional.ofNullable(named) : channelFilter(named);
  }

  /** Whether it sees the reservations and orders of this channel. */
  public boolean sees(String channel) {
    return channelId == null || channelId.equals(channel) || has(Scope.ORDERS_ALL_CHANNELS);
  }

  private Optional<String> channelFilter(@Nullable String named) {
    if (channelId != null && named != null && !named.equals(channelId)) {
      throw Checks.failure("channel", "must be " + channelId + ", the API key's own, or left out");
    }
    return Optional.ofNullable(channelId == null ? named : channelId);
  }
}
