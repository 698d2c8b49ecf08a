/** What the load generator itself must not get wrong. */
@NullMarked
package dev.holdfast.load.http;

import org.jspecify.annotations.NullMarked;
