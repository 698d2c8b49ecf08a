package dev.holdfast.shared.bulk;

import dev.holdfast.shared.Checks;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.internal.JsonProblems;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads lines as strictly as bodies are read, but for the field {@code requestId} that any line may
 * have beside those of its record. Not thread-safe.
 */
final class LineReader<B extends Record> {
  private static final String REQUEST_ID = "requestId";

  private final Class<B> type;
  private final @Nullable QuickReader<B> quick;
  private final PlainJson plain = new PlainJson();
  private final ObjectReader reader;
  private @Nullable String requestId;
  private boolean badRequestId;

  /**
   * Reads lines of one request.
   *
   * @param quick tried first; null for none
   */
  LineReader(JsonMapper mapper, Class<B> type, @Nullable QuickReader<B> quick) {
    this.type = type;
    this.quick = quick;
    this.reader =
        mapper
            .readerFor(type)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withHandler(new RequestIdField());
  }

  /** Takes the field that the record lacks. */
  private final class RequestIdField extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser json,
        @Nullable ValueDeserializer<?> deserializer,
        Object target,
        String name) {
      if (!name.equals(REQUEST_ID) || deserializer == null || deserializer.handledType() != type) {
        return false;
      }
      JsonToken token = json.currentToken();
      requestId = token == JsonToken.VALUE_STRING ? json.getString() : null;
      badRequestId = requestId == null && token != JsonToken.VALUE_NULL;
      json.skipChildren();
      return true;
    }
  }

  /**
   * Reads a line.
   *
   * @throws Problem if it is not what it should be
   */
  B read(byte[] bytes, int offset, int length) {
    B quickly = quick == null ? null : readQuickly(quick, bytes, offset, length);
    B line = quickly == null ? readStrictly(bytes, offset, length) : quickly;
    if (requestId != null && !IdempotencyKey.isKey(requestId)) {
      throw Checks.failure(REQUEST_ID, IdempotencyKey.RULE);
    }
    return line;
  }

  private @Nullable B readQuickly(QuickReader<B> first, byte[] bytes, int offset, int length) {
    requestId = null;
    plain.begin(bytes, offset, length);
    B line = first.read(plain, this::takeRequestId);
    return plain.isOver() ? line : null;
  }

  private void takeRequestId(String id) {
    requestId = id;
  }

  private B readStrictly(byte[] bytes, int offset, int length) {
    requestId = null;
    badRequestId = false;
    B line = parse(bytes, offset, length);
    if (badRequestId) {
      throw Problem.of(ProblemCode.INVALID_TYPE, "requestId must be a string.")
          .with("field", REQUEST_ID);
    }
    return line;
  }

  private B parse(byte[] bytes, int offset, int length) {
    try (JsonParser parser = reader.createParser(bytes, offset, length)) {
      return type.cast(JsonProblems.read(reader, parser));
    } catch (JacksonException unreadable) {
      throw JsonProblems.of(unreadable);
    }
  }

  /** The {@code requestId} of the line that was read last; null for none. */
  @Nullable String requestId() {
    return requestId;
  }

  /** The {@code requestId} of a line that could not be read, if it can be made out. */
  @Nullable String requestIdIn(byte[] bytes, int offset, int length) {
    String found = null;
    try (JsonParser parser = reader.createParser(bytes, offset, length)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        found = requestIdIn(parser);
      }
    } catch (JacksonException unreadable) {
      // So be it: the sender goes by the order of answers.
    }
    return found != null && IdempotencyKey.isKey(found) ? found : null;
  }

  private static @Nullable String requestIdIn(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean isIt = REQUEST_ID.equals(parser.currentName());
      JsonToken value = parser.nextToken();
      if (isIt) {
        return value == JsonToken.VALUE_STRING ? parser.getString() : null;
      }
      parser.skipChildren();
    }
    return null;
  }
}
