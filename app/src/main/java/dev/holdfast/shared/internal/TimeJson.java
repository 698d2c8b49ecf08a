package dev.holdfast.shared.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Times in JSON: RFC 3339, written in UTC with three digits of a second. */
final class TimeJson {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final int LENGTH = "2026-11-27T08:00:00.000Z".length();
  private static final int YEAR_MAX = 9_999;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private TimeJson() {}

  /** Writes a time. */
  static final class Writer extends StdSerializer<Instant> {
    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
      char[] text = new char[LENGTH];
      if (isWritten(time, text)) {
        json.writeString(text, 0, LENGTH);
      } else {
        json.writeString(FORMAT.format(time));
      }
    }

    /** Does the same as the format, ten times as fast; for years of four digits. */
    private static boolean isWritten(Instant time, char[] text) {
      LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
      if (utc.getYear() < 0 || utc.getYear() > YEAR_MAX) {
        return false;
      }
      write(utc.getYear(), text, 0, 4, '-');
      write(utc.getMonthValue(), text, 5, 2, '-');
      write(utc.getDayOfMonth(), text, 8, 2, 'T');
      write(utc.getHour(), text, 11, 2, ':');
      write(utc.getMinute(), text, 14, 2, ':');
      write(utc.getSecond(), text, 17, 2, '.');
      write(time.getNano() / NANOS_PER_MILLI, text, 20, 3, 'Z');
      return true;
    }

    private static void write(int value, char[] text, int from, int digits, char then) {
      int rest = value;
      for (int i = from + digits - 1; i >= from; i--) {
        text[i] = (char) ('0' + rest % 10);
        rest /= 10;
      }
      text[from + digits] = then;
    }
  }

  /** Reads a time with any offset, from a string only. */
  static final class Reader extends StdDeserializer<Instant> {
    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, json);
      }
      String text = json.getString();
      try {
        return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
      } catch (DateTimeException notATime) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time");
      }
    }
  }
}
