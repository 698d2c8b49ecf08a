package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Reply.Outcome;
import dev.holdfast.ledger.api.Reply.Plain;
import dev.holdfast.ledger.api.ResultCode;

/** What the ledger has to answer. Positions and ids of movements are left at 0. */
public record Answer(ResultCode code, Outcome outcome) {

  static Answer ok(Outcome outcome) {
    return new Answer(ResultCode.OK, outcome);
  }

  static Answer refused(ResultCode code) {
    return new Answer(code, Plain.INSTANCE);
  }

  static Answer refused(ResultCode code, Outcome outcome) {
    return new Answer(code, outcome);
  }
}
