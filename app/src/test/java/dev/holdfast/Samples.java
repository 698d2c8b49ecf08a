package dev.holdfast;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Random values from a seed that a failure tells. */
public final class Samples {

  private static final int TRIES = 1_000;
  private static final String ODD = "\u0000\n\r\t\"\\éß０𝄞\uD800";

  private Samples() {}

  /** Tries a rule a thousand times, each with its own seed. */
  public static void check(Consumer<Random> rule) {
    for (long seed = 0; seed < TRIES; seed++) {
      try {
        rule.accept(new Random(seed));
      } catch (AssertionError | RuntimeException failed) {
        throw new AssertionError("with seed " + seed, failed);
      }
    }
  }

  /** A text of characters from one to another. */
  public static String text(Random random, char from, char to, int lengthMin, int lengthMax) {
    var text = new StringBuilder();
    for (int i = random.nextInt(lengthMin, lengthMax + 1); i > 0; i--) {
      text.append((char) random.nextInt(from, to + 1));
    }
    return text.toString();
  }

  /** A text of anything at all. */
  public static String anyText(Random random, int lengthMax) {
    var text = new StringBuilder();
    for (int i = random.nextInt(lengthMax + 1); i > 0; i--) {
      switch (random.nextInt(3)) {
        case 0 -> text.append((char) random.nextInt(' ', 0x7F));
        case 1 -> text.append(ODD.charAt(random.nextInt(ODD.length())));
        default -> text.append((char) random.nextInt(Character.MAX_VALUE));
      }
    }
    return text.toString();
  }

  /** Some of these, with repetitions. */
  public static <T> List<T> some(Random random, List<T> of, int sizeMax) {
    var some = new ArrayList<T>();
    for (int i = random.nextInt(sizeMax + 1); i > 0; i--) {
      some.add(of.get(random.nextInt(of.size())));
    }
    return some;
  }
}
