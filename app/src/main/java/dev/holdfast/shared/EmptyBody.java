package dev.holdfast.shared;

/** The body of a request that has nothing more to say: an empty object, or none. */
public record EmptyBody() {}
