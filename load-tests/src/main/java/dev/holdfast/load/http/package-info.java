/**
 * Load over HTTP from one thread, for comparing servers side by side.
 *
 * <p>Imports the JDK only.
 */
@NullMarked
package dev.holdfast.load.http;

import org.jspecify.annotations.NullMarked;
