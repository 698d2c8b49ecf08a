/**
 * The inventory ledger's face: what a server that embeds the ledger holds in its hand, and how it
 * is configured.
 *
 * <p>May import everything below; nothing below imports it.
 */
@NullMarked
package dev.holdfast.ledger;

import org.jspecify.annotations.NullMarked;
