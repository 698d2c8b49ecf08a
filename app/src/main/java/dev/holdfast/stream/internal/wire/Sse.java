package dev.holdfast.stream.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.inventory.Availability;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes server-sent events (HTML Standard, 9.2). Thread-safe. */
public final class Sse {
  private static final byte[] AVAILABILITY = ascii("event: availability\ndata: ");
  private static final byte[] COMMENT = ascii(":\n\n");

  private final ObjectWriter json;

  /**
   * @param mapper writes the data as it writes answers, but always on one line
   */
  public Sse(JsonMapper mapper) {
    this.json = mapper.writerFor(Availability.class).without(SerializationFeature.INDENT_OUTPUT);
  }

  /** What a stream begins with: how long to wait before coming back. */
  public static byte[] opening(long retryMillis) {
    return ascii("retry: " + retryMillis + "\n\n");
  }

  /** A line that says nothing but that somebody is there. Read, never written. */
  public static byte[] comment() {
    return COMMENT;
  }

  /** The last event of a stream that the server ends. It has no id: the last one stays good. */
  public static byte[] goodbye(Goodbye goodbye) {
    return ascii("event: goodbye\ndata: {\"code\":\"" + goodbye + "\"}\n\n");
  }

  /** The end of an event, with the id that the client is to come back with. */
  public static byte[] idAndEnd(String id) {
    return ascii("id: " + id + "\n\n");
  }

  /** What a channel is shown of a SKU, without the end. */
  public byte[] event(Availability availability) {
    byte[] data = json.writeValueAsBytes(availability);
    var event = new byte[AVAILABILITY.length + data.length + 1];
    System.arraycopy(AVAILABILITY, 0, event, 0, AVAILABILITY.length);
    System.arraycopy(data, 0, event, AVAILABILITY.length, data.length);
    event[event.length - 1] = '\n';
    return event;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
