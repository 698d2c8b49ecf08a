package dev.holdfast.ledger.record;

import dev.holdfast.ledger.record.sbe.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Where facts are encoded behind one another, and the time they bear. Not thread-safe. */
final class FactBuffer {

  private static final int HEAD_BYTES =
      FactReader.FRAME_BYTES + MessageHeaderEncoder.ENCODED_LENGTH;

  final MessageHeaderEncoder header = new MessageHeaderEncoder();
  UnsafeBuffer bytes = new UnsafeBuffer(new byte[0]);
  int length;
  int count;
  long timeMillis;

  void wrap(UnsafeBuffer newBytes) {
    bytes = newBytes;
    length = 0;
    count = 0;
  }

  /** Where the next fact's message starts. */
  int message() {
    return length + FactReader.FRAME_BYTES;
  }

  /** Ends a fact whose message has been encoded. */
  void end(int bodyLength) {
    bytes.putInt(length, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, ByteOrder.LITTLE_ENDIAN);
    length += HEAD_BYTES + bodyLength;
    count++;
  }
}
