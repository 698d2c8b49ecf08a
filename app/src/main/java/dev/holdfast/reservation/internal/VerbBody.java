package dev.holdfast.reservation.internal;

/** The body of a verb that needs to know no more: an empty object, or none. */
record VerbBody() {}
