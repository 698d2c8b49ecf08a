package dev.holdfast.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Samples;
import dev.holdfast.channel.Scope;
import dev.holdfast.channel.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final KeyRing ring = new KeyRing(InstantSource.fixed(NOW));

  private static ApiKey stored(NewKey key) {
    return new ApiKey(
        key.id(),
        1,
        "k",
        Optional.of("web"),
        Scopes.of(Scope.ORDERS_READ),
        key.hash(),
        Optional.empty(),
        NOW,
        Optional.empty());
  }

  @Test
  void findsTheOwnerOfAKey() {
    var key = NewKey.make();
    ring.put(stored(key));
    assertThat(ring.find(key.key()))
        .hasValueSatisfying(caller -> assertThat(caller.channelId()).isEqualTo("web"));
    assertThat(ring.find(NewKey.make(key.id()).key())).isEmpty();
  }

  @Test
  void isNotFilledFromWhatWasReadBeforeAKeyWasTakenOff() {
    var key = NewKey.make();
    ring.put(stored(key));
    long before = ring.changes();
    ring.remove(key.id());
    ring.replaceAll(List.of(stored(key)), before);
    assertThat(ring.find(key.key())).isEmpty();
  }

  @Test
  void takesNoKeyThatARevocationWasFasterToTakeOff() {
    var key = NewKey.make();
    var rotated = NewKey.make(key.id());
    ring.put(stored(key));
    ring.remove(key.id());
    ring.put(stored(rotated));
    assertThat(ring.find(rotated.key())).isEmpty();
    ring.replaceAll(List.of(stored(rotated)), ring.changes());
    assertThat(ring.find(rotated.key())).isPresent();
  }

  @Test
  void losesWhatAnotherServerHasRevoked() {
    var key = NewKey.make();
    ring.put(stored(key));
    ring.replaceAll(List.of(), ring.changes());
    assertThat(ring.find(key.key())).isEmpty();
  }

  @Test
  void hasNoAdminUntilThereIsOne() {
    var key = NewKey.make("admin");
    assertThat(ring.find(key.key())).isEmpty();
    ring.setAdmin(key.hash());
    assertThat(ring.find(key.key())).isPresent();
  }

  @Test
  void neverShowsAKeyByAccident() {
    var key = NewKey.make();
    var issued = new ApiKeys.Issued(stored(key), key.key());
    assertThat(List.of(key, issued, ApiKeyView.once(issued)).toString())
        .contains(key.id())
        .doesNotContain(key.key());
    assertThat(new ChannelProperties("s3cret", Duration.ZERO).toString()).doesNotContain("s3cret");
  }

  @Test
  void survivesAnyText() {
    Samples.check(
        random -> {
          String text = Samples.anyText(random, 60);
          assertThat(new KeyRing(InstantSource.system()).find(text)).isEmpty();
          assertThat(new KeyRing(InstantSource.system()).find("hf_" + text)).isEmpty();
          assertThat(NewKey.idIn(NewKey.make("abc").key())).isEqualTo("abc");
        });
  }
}
