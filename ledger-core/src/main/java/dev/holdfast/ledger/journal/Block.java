package dev.holdfast.ledger.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A run of facts that is stored whole or not at all.
 *
 * @param firstPosition position of the first fact
 * @param lastPosition position of the last fact; positions are gapless over blocks
 * @param epoch of the owner that wrote it
 * @param firstTimeMillis time of the first fact, epoch milliseconds
 * @param lastTimeMillis time of the last fact
 * @param payload the encoded facts, from its position to its limit. A block handed to {@link
 *     Journal#append} lends it until the append has ended
 * @param checksum {@link #checksumOf} as it was when written
 * @param stateHash the state's hash after the last fact
 */
public record Block(
    int shard,
    long firstPosition,
    long lastPosition,
    long epoch,
    long firstTimeMillis,
    long lastTimeMillis,
    ByteBuffer payload,
    long checksum,
    long stateHash) {

  /** The same block, written by the owner of another epoch. */
  public Block withEpoch(long newEpoch) {
    return new Block(
        shard,
        firstPosition,
        lastPosition,
        newEpoch,
        firstTimeMillis,
        lastTimeMillis,
        payload,
        checksum,
        stateHash);
  }

  /** The same block, with a copy of the payload that outlives an append. */
  public Block withOwnPayload() {
    var bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return new Block(
        shard,
        firstPosition,
        lastPosition,
        epoch,
        firstTimeMillis,
        lastTimeMillis,
        ByteBuffer.wrap(bytes),
        checksum,
        stateHash);
  }

  /** Whether the payload is what was written. */
  public boolean isIntact() {
    return checksum == checksumOf(shard, firstPosition, lastPosition, stateHash, payload);
  }

  /** CRC-32C over where the block stands, the state's hash and the payload; not over the epoch. */
  public static long checksumOf(
      int shard, long firstPosition, long lastPosition, long stateHash, ByteBuffer payload) {
    var header =
        ByteBuffer.allocate(28)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(shard)
            .putLong(firstPosition)
            .putLong(lastPosition)
            .putLong(stateHash)
            .flip();
    var crc = new CRC32C();
    crc.update(header);
    crc.update(payload.duplicate());
    return crc.getValue();
  }
}
