/**
 * Several servers on one database: which of them owns the ledger, and what the others do with
 * requests that only the owner answers.
 *
 * <p>Shows nothing to the other features.
 */
@NullMarked
package dev.holdfast.cluster;

import org.jspecify.annotations.NullMarked;
