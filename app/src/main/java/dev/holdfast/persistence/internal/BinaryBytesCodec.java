package dev.holdfast.persistence.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.message.Format;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends a byte buffer as it is. The driver's own codec writes it out in hexadecimal, twice the
 * bytes and twenty times the work. Reading is left to the driver, which does that in binary.
 */
final class BinaryBytesCodec implements Codec<ByteBuffer> {
  private static final int BYTEA = 17;

  @Override
  public boolean canEncode(Object value) {
    return value instanceof ByteBuffer;
  }

  @Override
  public EncodedParameter encode(Object value) {
    return encode(value, BYTEA);
  }

  @Override
  public EncodedParameter encode(Object value, int dataType) {
    return new EncodedParameter(
        Format.FORMAT_BINARY,
        dataType,
        Mono.fromSupplier(() -> Unpooled.wrappedBuffer((ByteBuffer) value)));
  }

  @Override
  public boolean canEncodeNull(Class<?> type) {
    return type == ByteBuffer.class;
  }

  @Override
  public EncodedParameter encodeNull() {
    return new EncodedParameter(Format.FORMAT_BINARY, BYTEA, EncodedParameter.NULL_VALUE);
  }

  @Override
  public boolean canDecode(int dataType, Format format, Class<?> type) {
    return false;
  }

  @Override
  public @Nullable ByteBuffer decode(
      @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends ByteBuffer> type) {
    throw new UnsupportedOperationException();
  }
}
