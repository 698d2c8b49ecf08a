package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import tools.jackson.databind.json.JsonMapper;

class RequestDigestsTest {
  private static final IdempotencyKey KEY = new IdempotencyKey("k");
  private static final ServerHttpRequest REQUEST = MockServerHttpRequest.post("/v1/a").build();

  private final RequestDigests digests = new RequestDigests(JsonMapper.builder().build());

  record Ordered(@Nullable String a, @Nullable List<Integer> b) {}

  record Reordered(@Nullable List<Integer> b, @Nullable String a) {}

  private RequestDigest of(String scope, ServerHttpRequest request, Object body) {
    return digests.of(KEY, scope, request, body);
  }

  @Test
  void isNoneWithoutAKey() {
    assertThat(digests.of(IdempotencyKey.NONE, "web", REQUEST, "x")).isSameAs(RequestDigest.NONE);
  }

  @Test
  void isTheSameForTheSameRequestHoweverItsFieldsAreOrdered() {
    var first = of("web", REQUEST, new Ordered("x", List.of(1, 2)));
    assertThat(first.isPresent()).isTrue();
    assertThat(of("web", REQUEST, new Reordered(List.of(1, 2), "x"))).isEqualTo(first);
  }

  @Test
  void hasAnotherContentForAnotherBodyOrPathOrQueryOrMethod() {
    var first = of("web", REQUEST, new Ordered("x", null));
    assertThat(
            List.of(
                of("web", REQUEST, new Ordered("y", null)),
                of("web", REQUEST, new Ordered("x", List.of())),
                of("web", MockServerHttpRequest.post("/v1/b").build(), new Ordered("x", null)),
                of("web", MockServerHttpRequest.post("/v1/a?d=1").build(), new Ordered("x", null)),
                of("web", MockServerHttpRequest.put("/v1/a").build(), new Ordered("x", null))))
        .allSatisfy(
            other -> {
              assertThat(other.high()).isEqualTo(first.high());
              assertThat(other.low()).isEqualTo(first.low());
              assertThat(other.content()).isNotEqualTo(first.content());
            });
  }

  @Test
  void keepsTheKeysOfChannelsApart() {
    assertThat(of("web", REQUEST, "x").high()).isNotEqualTo(of("pos", REQUEST, "x").high());
  }
}
