package dev.holdfast;

import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A client that reads every answer to its end, whether or not a test looks at the body. */
public final class TestClient {
  private TestClient() {}

  public static WebTestClient to(int port) {
    return WebTestClient.bindToServer()
        .baseUrl("http://localhost:" + port)
        .responseTimeout(Duration.ofSeconds(20))
        .filter(TestClient::readWhole)
        .build();
  }

  private static Mono<ClientResponse> readWhole(ClientRequest request, ExchangeFunction next) {
    return next.exchange(request)
        .flatMap(
            response ->
                response
                    .bodyToMono(byte[].class)
                    .defaultIfEmpty(new byte[0])
                    .map(bytes -> response.mutate().body(bodyOf(bytes)).build()));
  }

  private static Flux<DataBuffer> bodyOf(byte[] bytes) {
    return bytes.length == 0
        ? Flux.empty()
        : Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes));
  }
}
