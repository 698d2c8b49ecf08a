package dev.holdfast.stream.internal.wire;

import dev.holdfast.inventory.Availabilities;
import dev.holdfast.shared.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The ids of one client's events. An id names what it was given for (the journal, the channel, the
 * filter) and a position; on anything else it means nothing. Immutable.
 *
 * <p>Not secret and not signed: one made up gets its maker another cut of what it may see anyway.
 */
public final class StreamCursor {
  /** No position: everything is new to the client. */
  public static final long NOTHING = -1;

  /** To be raised when clients that come back need to be told everything again. */
  private static final String VERSION = "1";

  private static final int NAME_BYTES = 9;
  private static final int NAME_LENGTH = NAME_BYTES * 4 / 3;

  /** Without sign and leading zeros, a position reads one way only. */
  private static final int RADIX = 36;

  private static final int POSITION_LENGTH_MAX = Long.toString(Long.MAX_VALUE, RADIX).length();

  private final String name;

  private StreamCursor(String name) {
    this.name = name;
  }

  public static StreamCursor of(String journalId, String channel, Availabilities.Filter filter) {
    // None of the parts contains a line break but, perhaps, the prefix, which is quoted.
    String all =
        String.join(
            "\n",
            VERSION,
            journalId,
            channel,
            filter.location().orElse(""),
            filter.prefix().replace("\\", "\\\\").replace("\n", "\\n"),
            String.join(" ", filter.skus().stream().distinct().sorted().toList()));
    byte[] digest = Arrays.copyOf(Sha256.of(all), NAME_BYTES);
    return new StreamCursor(Base64.getUrlEncoder().encodeToString(digest));
  }

  /** The id that says: this client knows everything up to the position. */
  public String at(long position) {
    return name + Long.toString(position, RADIX);
  }

  /** The position in an id of this cursor's, or {@link #NOTHING} for any other text. */
  public long positionIn(String id) {
    int length = id.length() - NAME_LENGTH;
    if (length < 1 || length > POSITION_LENGTH_MAX || !id.startsWith(name)) {
      return NOTHING;
    }
    return parse(id.substring(NAME_LENGTH))
        .filter(position -> at(position).equals(id))
        .orElse(NOTHING);
  }

  private static Optional<Long> parse(String position) {
    try {
      return Optional.of(Long.parseLong(position, RADIX)).filter(parsed -> parsed >= 0);
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }
}
