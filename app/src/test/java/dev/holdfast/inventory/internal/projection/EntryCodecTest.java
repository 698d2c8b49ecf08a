package dev.holdfast.inventory.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Samples;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ItemFigures;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryCodecTest {

  @Test
  void readsWhatWasWritten() {
    Samples.check(
        random -> {
          var writer = new EntryWriter();
          var written = new ArrayList<StoredEntry>();
          long position = random.nextLong(1L << 50);
          long time = random.nextLong(1L << 42);
          for (int i = random.nextInt(1, 20); i > 0; i--) {
            position += random.nextLong(1, 1L << random.nextInt(1, 40));
            time += random.nextInt(1_000);
            StoredEntry entry = entry(random, position, time);
            written.add(entry);
            writer.write(entry);
          }
          assertThat(EntryReader.read(bytes(writer))).isEqualTo(written);
        });
  }

  private static StoredEntry entry(Random random, long position, long time) {
    EntryType[] types = EntryType.values();
    return new StoredEntry(
        position,
        time,
        types[random.nextInt(types.length)],
        new ItemFigures(
            change(random),
            change(random),
            change(random),
            change(random),
            change(random),
            change(random),
            change(random),
            change(random)),
        random.nextInt(3),
        random.nextBoolean() ? 0 : random.nextLong(Long.MAX_VALUE),
        random.nextInt(Command.NONE, 300),
        text(random),
        text(random),
        text(random));
  }

  private static long change(Random random) {
    return random.nextBoolean() ? 0 : random.nextLong() >> random.nextInt(64);
  }

  private static String text(Random random) {
    return random.nextBoolean() ? "" : Samples.text(random, ' ', '\u2000', 1, 200);
  }

  private static ByteBuffer bytes(EntryWriter writer) {
    return ByteBuffer.wrap(writer.bytes().array(), 0, writer.bytes().length());
  }

  @Test
  void anUsualEntryTakesFewBytes() {
    var writer = new EntryWriter();
    var held = new ItemFigures(0, 2, 0, 0, 0, 0, 0, 0);
    for (int i = 1; i <= 101; i++) {
      writer.write(
          new StoredEntry(
              1_000_000 + i * 20L,
              1_800_000_000_000L + i,
              EntryType.HELD,
              held,
              0,
              1_000_000 + i,
              3,
              "",
              "",
              ""));
    }
    assertThat(writer.bytes().length()).isLessThan(101 * 12);
  }

  @Test
  void refusesWhatALaterVersionWrote() {
    ByteBuffer later = ByteBuffer.wrap(new byte[] {EntryWriter.VERSION + 1, 0, 0});
    assertThatThrownBy(() -> EntryReader.read(later))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void everyTypeHasACodeOfItsOwn() {
    for (EntryType type : EntryType.values()) {
      assertThat(EntryType.of(type.code())).isEqualTo(type);
    }
    assertThat(List.of(EntryType.values())).extracting(EntryType::code).doesNotHaveDuplicates();
  }
}
