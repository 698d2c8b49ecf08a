/**
 * The server: its main class, and one package for each feature.
 *
 * <p>Nothing lives here but what starts the server; no feature may import this package.
 */
@NullMarked
package dev.holdfast;

import org.jspecify.annotations.NullMarked;
