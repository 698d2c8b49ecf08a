package dev.holdfast.cluster.internal;

import dev.holdfast.persistence.DataFolder;
import java.util.UUID;

/**
 * How this process is called where it holds a lease: by its data folder, and by this run on it. The
 * folder is locked for as long as a process lives, so an earlier run on it has ended.
 *
 * @param folder made with the first start on the folder
 * @param run made with each start
 */
record Holder(String folder, String run) {
  private static final String FILE = "server-id";
  private static final String BETWEEN = "/";

  static Holder of(DataFolder data) {
    String folder = data.read(FILE).map(String::strip).orElse("");
    if (folder.isEmpty()) {
      folder = UUID.randomUUID().toString();
      data.writePrivate(FILE, folder + "\n");
    }
    return new Holder(folder, UUID.randomUUID().toString());
  }

  String name() {
    return folder + BETWEEN + run;
  }

  /**
   * Whether the lease is that of an earlier run, whose process is no more. To be asked once: later,
   * it is that of a process on a copy of the folder.
   */
  boolean isHeir(Lease lease) {
    return lease.holder().startsWith(folder + BETWEEN) && !lease.holder().equals(name());
  }
}
