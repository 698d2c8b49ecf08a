package dev.holdfast.persistence;

/** The server must not start, for a reason its operator can act on. Shown without a stack trace. */
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param problem what is wrong, in a sentence
   * @param remedy what to do, in a sentence
   */
  public CannotStartException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  /** What is wrong. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
