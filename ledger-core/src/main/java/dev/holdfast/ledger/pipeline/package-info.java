/**
 * The ring, its stages and threads; {@link dev.holdfast.ledger.pipeline.Pipeline} draws them.
 *
 * <p>The only importer of the Disruptor. Imports everything inside the ledger but its facade.
 */
@NullMarked
package dev.holdfast.ledger.pipeline;

import org.jspecify.annotations.NullMarked;
