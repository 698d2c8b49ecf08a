/**
 * Gatling simulations: the server as its callers see it, over HTTP.
 *
 * <p>Imports neither the ledger nor the server.
 */
@NullMarked
package dev.holdfast.load;

import org.jspecify.annotations.NullMarked;
