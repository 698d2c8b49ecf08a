/**
 * Snapshots: the image of a state in chunks with checksums, and the port to where they are stored.
 *
 * <p>Imports {@code state} and what that imports.
 */
@NullMarked
package dev.holdfast.ledger.snapshot;

import org.jspecify.annotations.NullMarked;
