package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.table.Hashing;

/**
 * Forgets terminal reservations and request ids once they are past the bounds, oldest first and a
 * few at a time. Happens only while facts are applied, by their times and order.
 */
final class Memory {

  /** More than one a fact, so that what is past a bound shrinks. */
  private static final int FORGET_PER_FACT = 2;

  private static final int NO_ROW = -1;

  private final ReservationTable reservations;
  private final RequestTable requests;
  private Bounds bounds = Bounds.NONE;

  Memory(ReservationTable reservations, RequestTable requests) {
    this.reservations = reservations;
    this.requests = requests;
  }

  Bounds bounds() {
    return bounds;
  }

  void setBounds(Bounds newBounds) {
    bounds = newBounds;
  }

  long hash() {
    long hash = Hashing.then(bounds.terminalReservationsMax(), bounds.terminalRetentionMillis());
    hash = Hashing.then(hash, bounds.requestSuccessesMax());
    hash = Hashing.then(hash, bounds.requestRefusalsMax());
    return Hashing.then(hash, bounds.requestRetentionMillis());
  }

  /**
   * A reservation has become terminal: so may go in time, and its requests with it. Those of an
   * expired one are kept as long as itself, since it may be taken again.
   */
  void onTerminal(int reservation, long nowMillis) {
    if (reservations.state(reservation) != ReservationState.EXPIRED) {
      allowForgettingRequests(reservation);
    }
    long before = nowMillis - bounds.terminalRetentionMillis();
    for (int i = 0; i < FORGET_PER_FACT && isTerminalPastBound(before); i++) {
      allowForgettingRequests(reservations.oldestTerminal());
      reservations.forgetOldestTerminal();
    }
  }

  private void allowForgettingRequests(int reservation) {
    for (int request = reservations.firstRequest(reservation); request != NO_ROW; ) {
      int next = requests.next(request);
      requests.allowForgetting(request);
      request = next;
    }
    reservations.setFirstRequest(reservation, NO_ROW);
  }

  private boolean isTerminalPastBound(long beforeMillis) {
    int oldest = reservations.oldestTerminal();
    if (oldest == NO_ROW) {
      return false;
    }
    return reservations.terminalCount() > bounds.terminalReservationsMax()
        || reservations.terminalSinceMillis(oldest) < beforeMillis;
  }

  /**
   * A request has been answered.
   *
   * @param id the reservation it is about, 0 for none
   */
  void onRequest(int request, long id, long nowMillis) {
    if (requests.isSuccess(request)) {
      protectWhileOpen(request, id == 0 ? NO_ROW : reservations.find(id));
    }
    long before = nowMillis - bounds.requestRetentionMillis();
    for (int i = 0; i < FORGET_PER_FACT; i++) {
      requests.forgetSuccess(bounds.requestSuccessesMax(), before);
      requests.forgetRefusal(bounds.requestRefusalsMax(), before);
    }
  }

  private void protectWhileOpen(int request, int reservation) {
    if (reservation == NO_ROW || reservations.state(reservation).isTerminal()) {
      requests.allowForgetting(request);
    } else {
      requests.setNext(request, reservations.firstRequest(reservation));
      reservations.setFirstRequest(reservation, request);
    }
  }
}
