package dev.holdfast.stream.internal;

/**
 * How far a view has come.
 *
 * @param changes how many changes of what is shown it has seen, each a SKU and a number from 0
 * @param position everything that changed up to this position of the journal is among them, or was
 *     there before the first
 */
record Mark(long changes, long position) {}
