package dev.holdfast.channel;

/** What kind of shop a channel is. */
public enum ChannelType {
  WEB,
  MOBILE,
  POS,
  MARKETPLACE,
  B2B,
  OTHER;

  /**
   * Whether it hands goods over by itself: it may reserve what is paid or handed over already, and
   * record what it has sold.
   */
  public boolean handsOver() {
    return this == POS || this == MARKETPLACE;
  }
}
