package dev.holdfast.shared.internal;

import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is marked {@link JsonBody}, with one reader kept for each type. */
@Component
final class JsonBodyResolver implements HandlerMethodArgumentResolver {
  private static final byte[] NOTHING = {'{', '}'};

  private final JsonMapper mapper;
  private final BodyLimit limit;
  private final Map<Class<?>, ObjectReader> readerByType = new ConcurrentHashMap<>();

  JsonBodyResolver(JsonMapper mapper, HttpProperties properties) {
    this.mapper = mapper;
    this.limit =
        new BodyLimit(
            Math.toIntExact(properties.maxBodyBytes().toBytes()),
            properties.maxBodiesBytes().toBytes());
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(JsonBody.class);
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    HttpHeaders headers = request.getHeaders();
    ObjectReader reader = readerFor(parameter.getParameterType());
    if (isEmpty(headers)) {
      return Mono.just(readNothing(parameter, reader));
    }
    JsonMediaType.JSON.check(headers);
    return limit
        .read(request)
        .map(bytes -> bytes.length == 0 ? readNothing(parameter, reader) : read(reader, bytes));
  }

  private ObjectReader readerFor(Class<?> type) {
    ObjectReader reader = readerByType.get(type);
    return reader == null ? readerByType.computeIfAbsent(type, this::newReader) : reader;
  }

  private ObjectReader newReader(Class<?> type) {
    return mapper.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  private static boolean isEmpty(HttpHeaders headers) {
    return headers.getContentLength() <= 0
        && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
  }

  private static Object readNothing(MethodParameter parameter, ObjectReader reader) {
    JsonBody annotation = parameter.getParameterAnnotation(JsonBody.class);
    if (annotation == null || annotation.required()) {
      throw Problem.of(
          ProblemCode.MALFORMED_JSON, "The body is empty; send a JSON object as application/json.");
    }
    return read(reader, NOTHING);
  }

  private static Object read(ObjectReader reader, byte[] json) {
    try (JsonParser parser = reader.createParser(json)) {
      return JsonProblems.read(reader, parser);
    } catch (JacksonException unreadable) {
      throw JsonProblems.of(unreadable);
    }
  }
}
