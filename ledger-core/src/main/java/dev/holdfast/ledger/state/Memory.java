package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;

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
   * A reservation has become terminal: so may go in time, and its requests with it. An expired one
   * still knows its requests, since it may be taken again.
   */
  void onTerminal(int reservation, long nowMillis) {
    for (int request = first(reservation); request != NO_ROW; request = requests.next(request)) {
      requests.allowForgettingSuccess(request);
    }
    if (reservations.state(reservation) != ReservationState.EXPIRED) {
      unlinkAll(reservation);
    }
    long before = nowMillis - bounds.terminalRetentionMillis();
    for (int i = 0; i < FORGET_PER_FACT && isTerminalPastBound(before); i++) {
      unlinkAll(reservations.oldestTerminal());
      reservations.forgetOldestTerminal();
    }
  }

  /** An expired reservation is open again: of its requests, those still known are kept. */
  void onReopened(int reservation) {
    for (int request = first(reservation); request != NO_ROW; request = requests.next(request)) {
      requests.forbidForgetting(request);
    }
  }

  private boolean isTerminalPastBound(long beforeMillis) {
    int oldest = reservations.oldestTerminal();
    if (oldest == NO_ROW) {
      return false;
    }
    return reservations.terminalCount() > bounds.terminalReservationsMax()
        || reservations.terminalSinceMillis(oldest) < beforeMillis;
  }

  /** The oldest terminal reservation if it were forgotten with so many more, else -1. */
  int oldestReservation(int more) {
    return reservations.terminalCount() + more > bounds.terminalReservationsMax()
        ? reservations.oldestTerminal()
        : NO_ROW;
  }

  /** Some of the oldest requests that would be forgotten with so many more. */
  int oldestRequests(int[] into, int more) {
    return requests.oldestSuccesses(into, more, bounds.requestSuccessesMax());
  }

  /**
   * A request has been answered.
   *
   * @param id the reservation it is about, 0 for none
   */
  void onRequest(int request, boolean success, long id, long nowMillis) {
    if (success) {
      protectWhileOpen(request, id == 0 ? NO_ROW : reservations.find(id));
    } else {
      requests.allowForgettingRefusal(request);
    }
    long before = nowMillis - bounds.requestRetentionMillis();
    for (int i = 0; i < FORGET_PER_FACT; i++) {
      forgetSuccess(before);
      requests.forgetRefusal(bounds.requestRefusalsMax(), before);
    }
  }

  private void forgetSuccess(long beforeMillis) {
    int request = requests.successPastBound(bounds.requestSuccessesMax(), beforeMillis);
    if (request != NO_ROW) {
      unlink(request);
      requests.forgetSuccess(request);
    }
  }

  private void protectWhileOpen(int request, int reservation) {
    if (reservation == NO_ROW || reservations.state(reservation).isTerminal()) {
      requests.allowForgettingSuccess(request);
      return;
    }
    int next = first(reservation);
    requests.setChain(request, itself(reservation), next);
    if (next != NO_ROW) {
      requests.setChain(next, request, requests.next(next));
    }
    reservations.setFirstRequest(reservation, request);
  }

  private void unlinkAll(int reservation) {
    for (int request = first(reservation); request != NO_ROW; ) {
      int next = requests.next(request);
      requests.setChain(request, NO_ROW, NO_ROW);
      request = next;
    }
    reservations.setFirstRequest(reservation, NO_ROW);
  }

  private void unlink(int request) {
    int previous = requests.previous(request);
    int next = requests.next(request);
    if (previous < NO_ROW) {
      reservations.setFirstRequest(itself(previous), next);
    } else if (previous != NO_ROW) {
      requests.setChain(previous, requests.previous(previous), next);
    }
    if (next != NO_ROW) {
      requests.setChain(next, previous, requests.next(next));
    }
  }

  private int first(int reservation) {
    return reservations.firstRequest(reservation);
  }

  /** How a chain names the reservation at its beginning, and back again. */
  private static int itself(int reservation) {
    return -2 - reservation;
  }

  void carry(Image image) {
    bounds =
        new Bounds(
            image.carry(bounds.terminalReservationsMax()),
            image.carry(bounds.terminalRetentionMillis()),
            image.carry(bounds.requestSuccessesMax()),
            image.carry(bounds.requestRefusalsMax()),
            image.carry(bounds.requestRetentionMillis()));
  }
}
