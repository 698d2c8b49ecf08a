/** A long mixed load on a running server, and what it does to the server's vitals meanwhile. */
@NullMarked
package dev.holdfast.load.soak;

import org.jspecify.annotations.NullMarked;
