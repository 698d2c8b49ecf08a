package dev.holdfast.ledger.record;

import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.record.sbe.MessageHeaderDecoder;
import dev.holdfast.ledger.record.sbe.RequestAnsweredDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Finds the answer to a request in the block that holds it. */
public final class StoredAnswer {

  private StoredAnswer() {}

  /**
   * Reads the answer at a position.
   *
   * @param facts of one block, whose first fact is at {@code firstPosition}
   * @throws IllegalArgumentException if there is no answer at that position
   */
  public static Reply read(ByteBuffer facts, long firstPosition, long position) {
    var buffer = new UnsafeBuffer(facts, facts.position(), facts.remaining());
    int at = 0;
    for (long skipped = firstPosition; skipped < position; skipped++) {
      at += FactReader.FRAME_BYTES + buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
    }
    var header = new MessageHeaderDecoder().wrap(buffer, at + FactReader.FRAME_BYTES);
    if (header.templateId() != RequestAnsweredDecoder.TEMPLATE_ID) {
      throw new IllegalArgumentException("the fact at " + position + " is no answer");
    }
    var fact = new RequestAnsweredDecoder();
    fact.wrapAndApplyHeader(buffer, at + FactReader.FRAME_BYTES, header);
    var answer = new UnsafeBuffer();
    fact.wrapAnswer(answer);
    return new AnswerReader().read(answer, 0, true);
  }
}
