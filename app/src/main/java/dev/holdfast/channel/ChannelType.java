package dev.holdfast.channel;

/** What kind of shop a channel is. */
public enum ChannelType {
  WEB,
  MOBILE,
  POS,
  MARKETPLACE,
  B2B,
  OTHER
}
