package dev.holdfast.inventory.internal.engine;

import dev.holdfast.inventory.LedgerListener;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.ledger.api.DurableListener;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells every {@link LedgerListener} what the ledger tells. What became durable before {@link
 * #tell} is not told: it is in the readings already.
 */
@Component
final class LedgerHub implements DurableListener {
  private static final Logger log = LoggerFactory.getLogger(LedgerHub.class);

  private final ObjectProvider<LedgerListener> beans;
  private volatile @Nullable Audience audience;

  LedgerHub(ObjectProvider<LedgerListener> beans) {
    this.beans = beans;
  }

  /** Who is told, with what. */
  private record Audience(Directory directory, List<Hearer> hearers) {}

  /** Tells everyone from now on, by the names in this directory. */
  void tell(Directory directory) {
    Audience present = audience;
    audience =
        new Audience(
            directory,
            present == null ? beans.orderedStream().map(Hearer::new).toList() : present.hearers());
  }

  @Override
  public void onDurable(Published published) {
    Audience present = audience;
    if (present == null) {
      return;
    }
    Directory directory = present.directory();
    directory.refresh(published.changedChannels());
    var durable = durable(published, directory);
    each(present.hearers(), listener -> listener.onDurable(durable));
  }

  /** Tells what this process is from now on. */
  void tellRole(LedgerRole role) {
    each(hearers(), listener -> listener.onRole(role));
  }

  /** Tells that there are changes which nobody is told. */
  void tellSkipped() {
    each(hearers(), LedgerListener::onSkipped);
  }

  private List<Hearer> hearers() {
    Audience present = audience;
    return present == null ? List.of() : present.hearers();
  }

  private static LedgerListener.Durable durable(Published published, Directory directory) {
    int[] ordinals = published.changedChannels();
    var channels = new String[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      channels[i] = directory.channelNames().id(ordinals[i]);
    }
    return new LedgerListener.Durable(
        published.shard(),
        published.firstPosition(),
        published.lastPosition(),
        published.timeMillis(),
        published.touchedSkus(),
        channels);
  }

  private static void each(List<Hearer> hearers, Consumer<LedgerListener> news) {
    for (int i = 0; i < hearers.size(); i++) {
      hearers.get(i).tell(news);
    }
  }

  /** A listener, of which the log says once that it fails. Thread-safe. */
  private static final class Hearer {
    private final LedgerListener listener;
    private volatile boolean fails;

    Hearer(LedgerListener listener) {
      this.listener = listener;
    }

    void tell(Consumer<LedgerListener> news) {
      try {
        news.accept(listener);
        if (fails) {
          fails = false;
        }
      } catch (RuntimeException | AssertionError broken) {
        if (!fails) {
          log.error("{} fails on the ledger's news", listener.getClass().getName(), broken);
        }
        fails = true;
      }
    }
  }
}
