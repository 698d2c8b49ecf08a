/**
 * The lease on the ledger: who holds it, who watches, who takes it over; and the ways of a request
 * on a standby.
 *
 * <p>The lease decides who may claim the journal and nothing else. That no two own the ledger is
 * the journal's doing: the lease may be wrong at any time, and costs no more than a stop.
 */
@NullMarked
package dev.holdfast.cluster.internal;

import org.jspecify.annotations.NullMarked;
