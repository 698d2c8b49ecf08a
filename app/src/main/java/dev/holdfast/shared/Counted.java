package dev.holdfast.shared;

/** Says how many there are of something: "1 unit", "3 units". */
public final class Counted {
  private Counted() {}

  /**
   * The number and the noun that goes with it.
   *
   * @param noun in the singular; its plural has an s
   */
  public static String of(long count, String noun) {
    return count == 1 ? "1 " + noun : count + " " + noun + "s";
  }

  /** The same, and the verb that goes with them: "1 unit is", "3 units are". */
  public static String are(long count, String noun) {
    return of(count, noun) + (count == 1 ? " is" : " are");
  }
}
