/**
 * What the same machine does without Holdfast: the least a server of the same make costs.
 *
 * <p>Imports neither the ledger nor the server.
 */
@NullMarked
package dev.holdfast.load.yardstick;

import org.jspecify.annotations.NullMarked;
